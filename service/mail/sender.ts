/** Who a message is from. */
export interface Sender {
  readonly name: string
  readonly email: string
}

/** Reads `Name <address>`. Throws TypeError. */
export function parseSender(text: string): Sender {
  const [, name, email] = /^([^<>]+) <([^<>]+)>$/.exec(text) ?? []
  if (!name || !email) throw new TypeError('sender: expected "Name <address>"')
  return { name, email }
}
