const MAX_LENGTH = 2048

/** May an invitation lead to this address? Only https (http on this machine), and only an origin that is listed. */
export function isAllowedResultUrl(text: string, origins: readonly string[]): boolean {
  // Measured first: reading a host name takes the square of its length.
  if (text.length > MAX_LENGTH || !URL.canParse(text)) return false
  const { protocol, hostname, origin, username, password } = new URL(text)
  const isSafe = protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost')
  return isSafe && username === '' && password === '' && origins.includes(origin)
}
