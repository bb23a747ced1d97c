const MAX_SECONDS = 90 * 86_400

/** How long something is to be valid, from a form; undefined where nothing was chosen. The rules check the rest. */
export function readTtl(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{1,8}$/.test(text)) return undefined
  const seconds = Number(text)
  return seconds > 0 && seconds <= MAX_SECONDS ? seconds : undefined
}
