import type { Locale } from '../../../../contract/locale.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { Site } from '../site.ts'

/** Each in its own language: whoever looks for theirs cannot read the others. */
const names: Record<Locale, string> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
  pt: 'Português',
  ja: '日本語',
}

/** Links to the page in the other languages; links work without scripts. */
export function LanguageList({ site }: { site: Site }) {
  if (site.languages.length === 0) return null
  return (
    <nav class="languages" aria-label={messagesFor(site.locale).frame.languages}>
      <ul>
        {site.languages.map(({ locale, href }) => (
          <li>
            <a
              href={href}
              lang={locale}
              hreflang={locale}
              aria-current={locale === site.locale ? 'true' : undefined}
            >
              {names[locale]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
