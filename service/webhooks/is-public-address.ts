import { BlockList, isIPv4 } from 'node:net'

/**
 * IPv4 networks that are not the public internet (IANA's special-purpose registry, RFC 6890): this machine, private
 * networks, carriers' networks, link-local with the metadata service of most clouds, documentation, benchmarks,
 * multicast, reserved and broadcast; and the one public address behind which Azure keeps its own metadata.
 */
const notPublicIPv4: [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['168.63.129.16', 32],
]

/**
 * The only public IPv6 network (RFC 4291 §2.4): loopback, link-local, unique local, multicast and every form that holds
 * an IPv4 address in its last 32 bits are outside it.
 */
const globalUnicast: [network: string, prefix: number] = ['2000::', 3]

/** Parts of it that lead elsewhere: protocols and Teredo, documentation, 6to4, which holds any IPv4 address. */
const notPublicIPv6: [network: string, prefix: number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const blockedIPv4 = toList('ipv4', notPublicIPv4)
const allowedIPv6 = toList('ipv6', [globalUnicast])
const blockedIPv6 = toList('ipv6', notPublicIPv6)

/** Is this numeric address one of the public internet? Anything else, also what is no address at all, is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !blockedIPv4.check(address, 'ipv4')
  // fail closed: an address with a zone means something on this machine only, and a list passes over the zone.
  if (address.includes('%')) return false
  return allowedIPv6.check(address, 'ipv6') && !blockedIPv6.check(address, 'ipv6')
}

/** Is it this machine? */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || (isIPv4(address) && address.startsWith('127.'))
}

function toList(family: 'ipv4' | 'ipv6', networks: readonly [string, number][]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family)
  return list
}
