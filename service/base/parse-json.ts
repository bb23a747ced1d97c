/** Deeper than anything that an invitation may hold, and far from where recursion ends. */
export const MAX_JSON_DEPTH = 64

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const opening = new Set([0x5b, 0x7b])
const closing = new Set([0x5d, 0x7d])

/**
 * Reads JSON of somebody else's. Throws SyntaxError for what is none, and for what is nested deeper than
 * `MAX_JSON_DEPTH`: the depth is counted on the text, before anything walks through the value by calling itself.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError('nested too deep')
  return JSON.parse(text)
}

function isTooDeep(text: string): boolean {
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) isInString = !isInString
    else if (isInString) at += code === BACKSLASH ? 1 : 0
    else if (opening.has(code) && ++depth > MAX_JSON_DEPTH) return true
    else if (closing.has(code)) depth--
  }
  return false
}
