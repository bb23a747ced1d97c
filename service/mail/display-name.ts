import { withoutHiddenCharacters } from '../invitations/model/invisible-characters.ts'

/** The longest name that a message or page shows: enough for people and companies, too short for a story. */
const MAX_LENGTH = 64

/** Control characters and line breaks; what formats a script is left to `withoutHiddenCharacters`. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cn}]+/gu

/** What templates and markup are made of. It is escaped where it is shown; here it goes for good. */
const MARKUP = /[<>{}[\]\\`|]+/g

/** A dot before two letters or digits: what mail programs turn into a link. */
const DOMAIN_DOT = /([.。])(?=[\p{L}\p{N}]{2})/gu

/**
 * Makes a name that somebody else chose safe to show: one line, no markup, nothing that a mail program would turn into
 * a link, at most 64 characters. Undefined when nothing is left.
 */
export function toDisplayName(text: string | null | undefined): string | undefined {
  // Full-width and other compatibility letters would otherwise be an address that no rule below knows.
  const name = withoutHiddenCharacters((text ?? '').normalize('NFKC'))
    .replace(INVISIBLE, ' ')
    .replace(MARKUP, ' ')
    .replace(/\/{2,}/g, ' ')
    .replace(/:(?=\S)/g, ': ')
    .replace(/@/g, ' at ')
    .replace(DOMAIN_DOT, '$1 ')
    .replace(/\s+/g, ' ')
    .trim()
  return name ? shorten(name) : undefined
}

function shorten(name: string): string {
  const letters = [...name]
  return letters.length > MAX_LENGTH
    ? `${letters
        .slice(0, MAX_LENGTH - 1)
        .join('')
        .trimEnd()}…`
    : name
}
