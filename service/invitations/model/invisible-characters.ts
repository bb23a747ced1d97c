/** Characters without a glyph: default-ignorable, format and control characters. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/u
const BLANK = /[\s\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/u

/** Takes away spaces and invisible characters around a text, which web pages and chats leave when something is copied. */
export function trimInvisible(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && BLANK.test(text.charAt(start))) start++
  while (start < end && BLANK.test(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

/** Is there an invisible character in an address? None of them belongs there. */
export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text)
}

const LETTER = '[\\p{L}\\p{M}\\p{N}]'
/** Scripts whose letters join, so that U+200C keeps them apart (UAX #31 §2.3). */
const JOINING = toClass('Script_Extensions', ['Arabic', 'Syriac', 'Mongolian', 'Nko'])
/** Scripts written without spaces, where U+200B says where a word may end. */
const SPACELESS = toClass('Script_Extensions', ['Khmer', 'Thai', 'Lao', 'Myanmar', 'Tibetan'])
const RIGHT_TO_LEFT = new RegExp(
  toClass('Script', ['Arabic', 'Hebrew', 'Syriac', 'Thaana', 'Nko', 'Adlam']),
  'u',
)

/** Formatting characters that belong to how a script or an emoji is written. */
const WRITTEN = [
  `(?<=${JOINING})\\u200c(?=${LETTER}|$)`,
  // A joiner after a vowel-killing sign, as in Indic scripts.
  `(?<=\\p{M})[\\u200c\\u200d]`,
  // Emoji of families and professions: pictures, skin tones and variants joined.
  `(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f\\u20e3])\\u200d(?=\\p{Extended_Pictographic})`,
  // Flags of regions.
  `(?<=\\u{1f3f4})[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{2,6}\\u{e007f}`,
  `(?<=${SPACELESS})\\u200b(?=${SPACELESS})`,
  `(?<=\\p{Script=Mongolian})\\u180e(?=\\p{Script=Mongolian})`,
  // Signs around numbers in Arabic, Syriac and Kaithi, which are seen.
  `[\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}]`,
].join('|')
/** Line breaks are judged by the callers. */
const HIDDEN = '(?![\\n\\r\\t])[\\p{Cc}\\p{Cf}\\p{Co}]'
const ANY_HIDDEN = new RegExp(HIDDEN, 'u')
const WRITTEN_OR_HIDDEN = new RegExp(`(${WRITTEN})|${HIDDEN}`, 'gu')
/** Direction marks, which say to which side a full stop or a bracket belongs in right-to-left scripts. */
const MARKS = /[\u200e\u200f\u061c]/g

/** Is something in a text that nobody sees, such as what turns the direction of writing round? Any script may be written. */
export function hasHiddenCharacters(text: string): boolean {
  if (!ANY_HIDDEN.test(text)) return false
  const written = RIGHT_TO_LEFT.test(text) ? text.replace(MARKS, '') : text
  return withoutHiddenCharacters(written) !== written
}

/** Replaces hidden characters by spaces. */
export function withoutHiddenCharacters(text: string): string {
  if (!ANY_HIDDEN.test(text)) return text
  return text.replace(WRITTEN_OR_HIDDEN, (character, written) => (written === undefined ? ' ' : character))
}

function toClass(property: string, scripts: readonly string[]): string {
  return `[${scripts.map(script => `\\p{${property}=${script}}`).join('')}]`
}
