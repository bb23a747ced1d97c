import { withoutHiddenCharacters } from '../invitations/model/invisible-characters.ts'

/** Longest message that is shown: a few sentences, which is what a word to an invitee takes. */
export const MAX_MESSAGE_LENGTH = 500
/** More lines than these could push everything else off the page. */
const MAX_LINES = 8

const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/
/** Control characters; what formats a script is left to `withoutHiddenCharacters`. */
const INVISIBLE = /[\p{Cc}\p{Cn}]+/gu
/** What markup, templates and link syntaxes are made of. */
const MARKUP = /[<>{}[\]\\`|]+/g
/** Slashes make paths and protocols; one between words is only an "or". */
const SLASHES = /\/(?=\/)|\/(?=\s|$)|(?<=\s|^)\//g
/** `scheme:` with something right behind it; a time of day has no letter before its colon. */
const SCHEME = /(?<=\p{L}):(?=\S)/gu
/** A dot before two letters or digits: what mail programs and browsers turn into a link. */
const DOMAIN_DOT = /([.。])(?=[\p{L}\p{N}]{2})/gu

/**
 * Makes a message that an inviter wrote safe to show as text: its lines, without markup and without anything that a
 * program would turn into a link, at most 500 characters in 8 lines. Empty when nothing is left.
 */
export function toPersonalMessage(text: string | null | undefined): string[] {
  const lines = (text ?? '')
    .slice(0, 4 * MAX_MESSAGE_LENGTH)
    .split(LINE_BREAK)
    .map(defuse)
    .filter(line => line !== '')
  return shorten(lines.slice(0, MAX_LINES))
}

function defuse(line: string): string {
  return (
    // Full-width and other compatibility letters would otherwise be an address that no rule below knows.
    withoutHiddenCharacters(line.normalize('NFKC'))
      .replace(INVISIBLE, ' ')
      .replace(MARKUP, ' ')
      .replace(SLASHES, ' ')
      .replace(SCHEME, ': ')
      .replace(/@/g, ' at ')
      .replace(DOMAIN_DOT, '$1 ')
      .replace(/\s+/g, ' ')
      .trim()
  )
}

function shorten(lines: readonly string[]): string[] {
  let left = MAX_MESSAGE_LENGTH
  const kept: string[] = []
  for (const line of lines) {
    const letters = [...line]
    if (letters.length > left) return [...kept, `${letters.slice(0, left).join('').trimEnd()}…`]
    kept.push(line)
    left -= letters.length
  }
  return kept
}
