import { hashSecret } from '../../ledger/engine/hash-secret.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { PressLimits } from '../../policy/policy.ts'
import { normaliseEmail } from '../model/normalise-address.ts'
import { type InvitationCodes, parseInvitationCode } from './invitation-code.ts'
import { type InvitationKey, openInvitation } from './open-invitation.ts'

/** This many wrong tries close the code of an invitation's generation; its link still works. */
export const MAX_CODE_TRIES = 5
const HOUR_MS = 3_600_000
/** Only the newest are tried: hardly anybody has more, and each has a link too. */
const MAX_INVITATIONS = 10

export interface EnterCodeDeps {
  ledger: Pick<
    Ledger,
    'listInvitations' | 'findInvitation' | 'countCodeTry' | 'clearCodeTries' | 'incrementCounter'
  >
  codes: InvitationCodes
  /** The limit stops one network from closing other people's codes one after the other. */
  limits: Pick<PressLimits, 'wrongCodesPerIpPerHour'>
  /** Milliseconds since 1970. */
  now(): number
}

/** The address and code entered, and the network they came from as far as that is known. */
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
  const counted = await countNetworkTry(deps, entry.network)
  if (counted.outcome === 'too_many') return counted
  const code = parseInvitationCode(entry.code)
  const email = normaliseEmail(entry.email)
  // Text that cannot be a code is a typing slip and counts as no try.
  if (code === undefined || email === null) return { outcome: 'wrong' }
  return openOneOf(deps, { keys: await findDelivered(deps, email), code, counter: counted.counter })
}

/**
 * Opens an invitation by the code of its message, for a browser that holds a link of it that somebody was shown: which
 * invitation it is, the link says. Whether a message was sent at all, the answer does not say.
 */
export async function enterCodeOfMessage(
  deps: EnterCodeDeps,
  shown: InvitationKey,
  entry: Omit<CodeEntry, 'email'>,
): Promise<EnteredCode> {
  const counted = await countNetworkTry(deps, entry.network)
  if (counted.outcome === 'too_many') return counted
  const code = parseInvitationCode(entry.code)
  if (code === undefined) return { outcome: 'wrong' }
  const opened = await openInvitation(deps, shown)
  const isSent = opened.state === 'handed_out' && opened.invitation.delivery === 'delivered'
  const { invitationId } = shown
  const keys = isSent ? [{ invitationId, generation: opened.invitation.generation }] : []
  return openOneOf(deps, { keys, code, counter: counted.counter })
}

async function openOneOf(
  { ledger, codes }: EnterCodeDeps,
  {
    keys,
    code,
    counter,
  }: { keys: readonly InvitationKey[]; code: string; counter: NetworkCounter | undefined },
): Promise<EnteredCode> {
  if (keys.length === 0) await ledger.incrementCounter({ key: 'code:nobody', windowStart: 0, limit: 0 })
  // Tries are counted before the comparison, so of many at once only five are compared.
  const counted = await Promise.all(
    keys.map(async key => ({ key, tries: await ledger.countCodeTry(key.invitationId, key.generation) })),
  )
  const opened = counted.find(({ key, tries }) => tries <= MAX_CODE_TRIES && codes.matches(key, code))
  if (!opened) return { outcome: 'wrong' }
  // One correct code proves access to the mailbox, so the tries at the other codes were no guesses.
  await Promise.all(keys.map(key => ledger.clearCodeTries(key.invitationId, key.generation)))
  // Only wrong codes stay counted, because a company of two hundred may enter its codes from one address.
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

type NetworkCounter = NonNullable<ReturnType<typeof toNetworkCounter>>

/** Counts a try before the code is read, so that parallel tries cannot bypass the limit. */
async function countNetworkTry(deps: EnterCodeDeps, network: string | undefined) {
  const counter = toNetworkCounter(deps, network)
  if (!counter || (await deps.ledger.incrementCounter(counter)).allowed)
    return { outcome: 'counted', counter } as const
  const retryAfterSeconds = Math.ceil((counter.windowEnd - deps.now()) / 1000)
  return { outcome: 'too_many', retryAfterSeconds } as const
}

function toNetworkCounter({ limits, now }: EnterCodeDeps, network: string | undefined) {
  const limit = limits.wrongCodesPerIpPerHour
  if (network === undefined || limit === null) return undefined
  const windowStart = Math.floor(now() / HOUR_MS) * HOUR_MS
  return { key: `code:${hashSecret(network)}`, windowStart, limit, windowEnd: windowStart + HOUR_MS }
}
