import { hashSecret } from '../ledger/hash-secret.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { PressLimits } from '../policy/policy.ts'
import { type InvitationCodes, parseInvitationCode } from './invitation-code.ts'
import { normaliseEmail } from './normalise-address.ts'
import type { InvitationKey } from './open-invitation.ts'

/** So many wrong tries close the code of an invitation's generation. Its link, and the person, are not affected. */
export const MAX_CODE_TRIES = 5
const HOUR_MS = 3_600_000
/** The newest ones: hardly anybody has more, and whoever does has links too. */
const MAX_INVITATIONS = 10

export interface EnterCodeDeps {
  ledger: Pick<Ledger, 'listInvitations' | 'countCodeTry' | 'clearCodeTries' | 'incrementCounter'>
  codes: InvitationCodes
  /** Nobody is to close other people's codes one after the other. */
  limits: Pick<PressLimits, 'wrongCodesPerIpPerHour'>
  /** Milliseconds since 1970. */
  now(): number
}

/** What somebody typed, and the network it came from as far as that is known. */
export interface CodeEntry {
  readonly email: string
  readonly code: string
  readonly network: string | undefined
}

export type EnteredCode =
  | { outcome: 'opened'; key: InvitationKey }
  | { outcome: 'wrong' }
  | { outcome: 'too_many'; retryAfterSeconds: number }

/**
 * Finds the invitation that an address and a code open together. Wrong, closed and unknown are one answer, and every
 * way to it asks the ledger the same: one question and one count.
 */
export async function enterCode(deps: EnterCodeDeps, entry: CodeEntry): Promise<EnteredCode> {
  const { ledger, codes } = deps
  const counter = toNetworkCounter(deps, entry.network)
  if (counter && !(await ledger.incrementCounter(counter)).allowed)
    return { outcome: 'too_many', retryAfterSeconds: Math.ceil((counter.windowEnd - deps.now()) / 1000) }
  const code = parseInvitationCode(entry.code)
  const email = normaliseEmail(entry.email)
  // A slip of the finger that no code looks like is no try at one.
  if (code === undefined || email === null) return { outcome: 'wrong' }
  const keys = await findDelivered(deps, email)
  if (keys.length === 0) await ledger.incrementCounter({ key: 'code:nobody', windowStart: 0, limit: 0 })
  // Counted before it is compared: of many at once, only five are compared at all.
  const counted = await Promise.all(
    keys.map(async key => ({ key, tries: await ledger.countCodeTry(key.invitationId, key.generation) })),
  )
  const opened = counted.find(({ key, tries }) => tries <= MAX_CODE_TRIES && codes.matches(key, code))
  if (!opened) return { outcome: 'wrong' }
  // Whoever knows one code has read the mailbox; their tries at the others were no guesses.
  await Promise.all(keys.map(key => ledger.clearCodeTries(key.invitationId, key.generation)))
  // Only wrong ones count in the end: a company of two hundred enters its codes from one address.
  if (counter) await ledger.incrementCounter({ ...counter, by: -1 })
  return { outcome: 'opened', key: opened.key }
}

/**
 * Invitations whose message, and so whose code, went to this mailbox alone. Also those that have expired or been
 * accepted: their page says so, as it does for the link.
 */
async function findDelivered({ ledger, now }: EnterCodeDeps, email: string): Promise<InvitationKey[]> {
  const filter = { address: { email }, kind: 'personal' } as const
  const rows = await ledger.listInvitations({ filter, take: MAX_INVITATIONS, now: now() })
  return rows
    .filter(row => row.delivery === 'delivered' && ['pending', 'accepted'].includes(row.status))
    .map(({ id, generation }) => ({ invitationId: id, generation }))
}

function toNetworkCounter({ limits, now }: EnterCodeDeps, network: string | undefined) {
  const limit = limits.wrongCodesPerIpPerHour
  if (network === undefined || limit === null) return undefined
  const windowStart = Math.floor(now() / HOUR_MS) * HOUR_MS
  return { key: `code:${hashSecret(network)}`, windowStart, limit, windowEnd: windowStart + HOUR_MS }
}
