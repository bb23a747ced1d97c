import { CALLBACK_PATH } from '../contract/calls.ts'
import { type Gate, isExcepted, isFromBefore } from '../contract/gate.ts'
import { type GuestlistMetadata, readGuestlistMetadata } from '../contract/guestlist-metadata.ts'
import type { PostLoginEvent } from './event-types.ts'
import type { Handoff } from './handoff-carrier.ts'

/** The gate's judgement of a login, from the event alone. */
export interface GateVerdict {
  /** The gate lets this login pass, whatever becomes of an invitation that came with it. */
  readonly passes: boolean
  /** The application or the connection is let pass, not the user. */
  readonly excepted: boolean
  /** The login passes only because the gate merely observes. */
  readonly observed: boolean
  readonly metadata: GuestlistMetadata
}

/** Judges a login by its event: no network, no keys, nothing that can fail. */
export function decideGateVerdict(event: PostLoginEvent, gate: Gate): GateVerdict {
  const metadata = readGuestlistMetadata(event.user.app_metadata)
  const isKnown = metadata.admitted === true || isFromBefore(gate, toAccount(event, metadata))
  const excepted = isExcepted(gate, event.client, event.connection)
  const isLet = gate.mode === 'open' || excepted || isKnown
  return {
    passes: isLet || gate.mode === 'observe',
    excepted,
    observed: gate.mode === 'observe' && !isLet,
    metadata,
  }
}

function toAccount({ user }: PostLoginEvent, metadata: GuestlistMetadata) {
  return { userId: user.user_id, createdAt: new Date(user.created_at), refusedAt: metadata.refused_at }
}

/** How long a refused social profile can be removed by itself (`service/invitations/accounts/decide-refused-profile-removal.ts`). */
const REFUSED_PROFILE_MAX_AGE_MS = 3_600_000

/**
 * Does an exception let somebody pass whose profile might be taken for one that nobody wants? Then the login leaves a
 * mark: whoever got a token stays. Once per account; nobody else's login writes anything.
 */
export function isFirstPass(event: PostLoginEvent, verdict: GateVerdict, gate: Gate, now: Date): boolean {
  const { excepted, metadata } = verdict
  if (gate.mode === 'open' || !excepted || metadata.admitted || metadata.passed_at !== undefined) return false
  if (isFromBefore(gate, toAccount(event, metadata))) return false
  const { identities = [], email_verified, created_at } = event.user
  if (identities.some(({ provider }) => provider === 'auth0')) return email_verified !== true
  const isYoung = now.getTime() - new Date(created_at).getTime() < REFUSED_PROFILE_MAX_AGE_MS
  // Later, only a person who asks for it removes one that was refused.
  const mayBeRemovable = isYoung || metadata.refused_at !== undefined
  return mayBeRemovable && identities.some(({ isSocial }) => isSocial === true)
}

/**
 * Did Accept begin this login? It goes back to the service, then, and its state leads to the invitation also where the
 * query was lost on the way: at a provider, or to an Action before ours that redirected or asked for a factor.
 */
export function isBegunByAccept({ secrets, transaction }: PostLoginEvent): boolean {
  const { GUESTLIST_URL: url } = secrets
  if (typeof url !== 'string') return false
  return transaction?.redirect_uri === `${url.replace(/(?<!\/)\/+$/, '')}${CALLBACK_PATH}`
}

/** Returns the request for the service, or null where this login passes and there is nothing to redeem. */
export function decideRedemption(
  verdict: Pick<GateVerdict, 'passes' | 'observed' | 'metadata'>,
  handoff: Handoff,
  state: string | undefined,
  isOurs: boolean,
): { handoff?: string; admission?: string; state?: string } | null {
  const { admission } = verdict.metadata
  const needsNothing = verdict.passes && !verdict.observed
  if (needsNothing && handoff.state !== 'live' && admission === undefined && !isOurs) return null
  // A late handoff would hide the stamp, which lives for days; without a stamp it lets the service say "too late".
  const usable = handoff.state === 'live' || (handoff.state === 'late' && admission === undefined)
  return {
    ...(usable && { handoff: handoff.token }),
    ...(admission !== undefined && { admission }),
    ...(state && { state }),
  }
}
