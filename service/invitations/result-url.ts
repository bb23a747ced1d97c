/** May an invitation lead to this address? Only https (http on this machine), and only an origin that is listed. */
export function isAllowedResultUrl(text: string, origins: readonly string[]): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, origin, username, password } = new URL(text)
  const isSafe = protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost')
  return isSafe && username === '' && password === '' && origins.includes(origin)
}
