import { trimInvisible } from './invisible-characters.ts'

const MAX_NAME_LENGTH = 300
/** What a list has before each of its points. */
export const BULLET = /^(?:[-–—•*·▪◦]|\d{1,4}[.)])\s+/u
/** What stands behind an address, in quotation marks or brackets and at the end of a sentence. */
const QUOTED_END = /(?<!['"”“»」』’>)\].!?:])['"”“»」』’>)\].!?:]+$/u
const SENTENCE_END = /(?<!['"”’».!?:])['"”’».!?:]+$/u
/** What mail programs write before people, in our languages, and the marks of an answer. */
const LABEL =
  /^(?:>\s*)*(?:(?:to|cc|bcc|from|an|von|kopie|à|de|para|cco|copie|cci|宛先|差出人|e-?mail|name)\s*[:：]\s*)?/iu

/** Takes away what stands around an address: a scheme, quotation marks, the end of a sentence. */
export function toAddressText(written: string): string {
  const [, mailed] = /^mailto:([^?]*)/i.exec(trimInvisible(written)) ?? []
  const text = mailed === undefined ? written.replace(/^\s*(?:tel|smtp|sip):/i, '') : decode(mailed)
  const bare = trimInvisible(text).replace(/^['"“„«「『‘<([]+/u, '')
  const isOpened = bare.length < trimInvisible(text).length
  return trimInvisible(isOpened ? bare.replace(QUOTED_END, '') : bare.replace(SENTENCE_END, ''))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Takes away what is between a name and an address; undefined for what is none. A label such as `Email:` is none. */
export function toName(written: string): string | undefined {
  const text = trimInvisible(trimInvisible(written).replace(BULLET, '').replace(LABEL, ''))
  if (text.endsWith(':')) return undefined
  const bare = trimInvisible(text.replace(/^[-–—|,=·•]+|(?<![-–—|,=·•])[-–—|,=·•]+$/gu, ''))
  const [, double, curly, single, round, square] =
    /^(?:"((?:\\.|[^"\\])*)"|[“„](.*)[”“]|'(.*)'|\((.*)\)|\[(.*)\])$/su.exec(bare) ?? []
  const name = trimInvisible(double?.replace(/\\(.)/gs, '$1') ?? curly ?? single ?? round ?? square ?? bare)
  const isName = name !== '' && name.length <= MAX_NAME_LENGTH
  return isName ? name.replace(/\s+/g, ' ') : undefined
}
