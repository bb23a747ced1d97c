import { html, raw } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'
import { type Locale, labels } from './labels.ts'
import { styles } from './styles.ts'

/** The frame of every login page. It says what it is, so that nobody takes it for the real thing. */
export function Layout({ title, locale, children }: PropsWithChildren<{ title: string; locale: string }>) {
  const { standIn } = labels[locale as Locale] ?? labels.en
  return (
    <>
      {html`<!doctype html>`}
      <html lang={locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{title}</title>
          <style>{raw(styles)}</style>
        </head>
        <body>
          <main>
            <h1>{title}</h1>
            {children}
          </main>
          <footer>{standIn}</footer>
        </body>
      </html>
    </>
  )
}
