import { Liquid, type Template } from 'liquidjs'
import type { Locale } from '../../contract/locale.ts'
import type { MailTemplate, MailValues } from './mail-templates.ts'
import type { TemplateFile } from './template-files.ts'

/** HTML that is ready: the one kind of value that a template writes as it is. */
export class SafeHtml {
  readonly html: string

  constructor(html: string) {
    this.html = html
  }

  toString(): string {
    return this.html
  }
}

export type TemplateValues = Readonly<Record<string, unknown>>

/** The operator's own pages and messages, where there are any. */
export interface Templates {
  /** The colours of the button in our own messages: `#rrggbb`. */
  readonly button: { readonly fill: string; readonly text: string }
  /** A page's content or, as `layout`, its frame; undefined where ours is to be shown. */
  page(name: string, locale: Locale, toValues: () => TemplateValues): string | undefined
  /** One part of a message; undefined where ours is to be sent. */
  mail<Name extends MailTemplate>(
    name: `${Name}.${'subject' | 'html' | 'text'}`,
    locale: Locale,
    values: MailValues<Name> & TemplateValues,
  ): string | undefined
}

/** Ours everywhere. */
export const noTemplates: Templates = {
  page: () => undefined,
  mail: () => undefined,
  button: { fill: '#1d4ed8', text: '#ffffff' },
}

/** Whatever a template does, it ends: this many milliseconds, this many letters. */
const LIMITS = { renderLimit: 500, parseLimit: 200_000, memoryLimit: 5_000_000 }

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Creates the engine for HTML: everything is escaped but `SafeHtml`, and no filter changes that. */
export function createHtmlEngine(): Liquid {
  return createEngine(value =>
    value instanceof SafeHtml
      ? value.html
      : toTemplateText(value).replace(/[&<>"']/g, sign => ESCAPES[sign] ?? ''),
  )
}

/** Creates the engine for plain text and subjects, where no character has a special meaning. */
export function createTextEngine(): Liquid {
  return createEngine(toTemplateText)
}

/** Filters that write without escaping; no engine of ours has them. */
export const unescaping: readonly string[] = Object.entries(new Liquid().filters).flatMap(([name, filter]) =>
  typeof filter === 'object' && filter.raw ? [name] : [],
)

/** Tags that read another file; no engine of ours has them. */
export const fileTags: readonly string[] = ['include', 'render', 'layout', 'block']

function createEngine(outputEscape: (value: unknown) => string): Liquid {
  // An empty mapping instead of a folder: a template reads no file.
  const engine = new Liquid({
    ...LIMITS,
    outputEscape,
    templates: {},
    strictFilters: true,
    ownPropertyOnly: true,
  })
  for (const name of unescaping) delete engine.filters[name]
  for (const name of fileTags) delete engine.tags[name]
  return engine
}

function toTemplateText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.map(toTemplateText).join('') : String(value)
}

/** Makes templates of checked files. A page that fails to render is shown as ours, and `onFailure` hears of it. */
export function createTemplates(
  files: readonly TemplateFile[],
  onFailure: (file: string) => void,
): Templates {
  const engines = { html: createHtmlEngine(), text: createTextEngine() }
  const parsed = new Map<string, { file: string; engine: Liquid; template: Template[] }>()
  for (const { file, name, locale, source } of files) {
    const engine = isPlainText(name) ? engines.text : engines.html
    parsed.set(`${name} ${locale ?? ''}`, { file, engine, template: engine.parse(source) })
  }
  const render = (name: string, locale: Locale, toValues: () => TemplateValues): string | undefined => {
    const found = parsed.get(`${name} ${locale}`) ?? parsed.get(`${name} `)
    if (!found) return undefined
    try {
      return String(found.engine.renderSync(found.template, toValues()))
    } catch {
      onFailure(found.file)
      return undefined
    }
  }
  return { ...noTemplates, page: render, mail: (name, locale, values) => render(name, locale, () => values) }
}

/** Parts of messages that are no HTML. */
export function isPlainText(name: string): boolean {
  return name.endsWith('.subject') || name.endsWith('.text')
}
