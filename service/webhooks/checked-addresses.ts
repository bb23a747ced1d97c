import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isLoopbackAddress } from './is-public-address.ts'

export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

/** Finds all addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>

/** Asks the system, hosts file included: what connecting would do too. */
export const systemResolve: Resolve = hostname => lookup(hostname, { all: true })

/** The addresses that a request to a URL may be made to, or why to none. */
export type CheckedAddresses =
  | { outcome: 'allowed'; addresses: readonly ResolvedAddress[] }
  | { outcome: 'refused'; code: 'address_not_allowed' | 'unresolvable' }

/** Is it a receiver on the developer's own machine, the one case in which plain http will do? */
export function isLocalReceiver(url: URL): boolean {
  return url.protocol === 'http:' && url.hostname === 'localhost'
}

/**
 * Resolves the host of a URL once and checks every address: https to the public internet, or http to this machine where
 * that is allowed. Whoever connects uses these addresses, and never asks for the name again, since the next answer may
 * be another one (DNS rebinding).
 */
export async function findCheckedAddresses(
  url: URL,
  options: { resolve: Resolve; allowsLocalhost: boolean; isPublic: (address: string) => boolean },
): Promise<CheckedAddresses> {
  const isLocal = isLocalReceiver(url)
  if (isLocal ? !options.allowsLocalhost : url.protocol !== 'https:') return refuse('address_not_allowed')
  const addresses = await resolveHost(url.hostname, options.resolve)
  if (addresses.length === 0) return refuse('unresolvable')
  // fail closed: one bad address among good ones is a trick, or will be used by chance.
  const isAllowed = isLocal ? isLoopbackAddress : options.isPublic
  if (!addresses.every(({ address }) => isAllowed(address))) return refuse('address_not_allowed')
  return { outcome: 'allowed', addresses }
}

async function resolveHost(hostname: string, resolve: Resolve): Promise<readonly ResolvedAddress[]> {
  const literal = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(literal)
  if (family !== 0) return [{ address: literal, family }]
  return resolve(hostname).catch(() => [])
}

function refuse(code: 'address_not_allowed' | 'unresolvable'): CheckedAddresses {
  return { outcome: 'refused', code }
}
