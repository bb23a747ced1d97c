import { isIPv4, isIPv6 } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/**
 * The network that a request comes from, for counting: an IPv4 address, or the first 64 bits of an IPv6 one, within
 * which one person chooses freely. Undefined when nobody says.
 *
 * `proxies` is how many proxies of the operator's stand before the service. Each appends to X-Forwarded-For whom it
 * got the request from; what stands before those entries was written by the client and is not believed.
 */
export function findClientNetwork(c: Context, proxies: number): string | undefined {
  const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map(entry => entry.trim())
  const told = proxies > 0 ? forwarded.at(-proxies) : undefined
  // There is no socket without a server, as in tests.
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  return toNetwork(told ?? '') ?? toNetwork(incoming?.socket.remoteAddress ?? '')
}

function toNetwork(text: string): string | undefined {
  // Some proxies add the port, `[…]:1234` where the address has colons of its own.
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? []
  const [, withPort] = /^([\d.]+):\d+$/.exec(text) ?? []
  const address = bracketed ?? withPort ?? text
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? []
  if (isIPv4(mapped ?? address)) return mapped ?? address
  return isIPv6(address) ? toPrefix(address) : undefined
}

/** The first four of the eight groups (RFC 4291 §2.2), without leading zeros. */
function toPrefix(address: string): string {
  const [start = '', end] = address.replace(/%.*$/, '').toLowerCase().split('::')
  const groups = start === '' ? [] : start.split(':')
  const left = end === undefined || end === '' ? 0 : end.split(':').length
  const zeros = end === undefined ? 0 : 8 - groups.length - left
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...(end ? end.split(':') : [])]
  const prefix = all.slice(0, 4).map(group => group.replace(/^0+(?=.)/, ''))
  return `${prefix.join(':')}::/64`
}
