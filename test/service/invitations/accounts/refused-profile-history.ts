import type { RefusedProfileFacts } from '../../../../service/invitations/accounts/decide-refused-profile-removal.ts'
import type { RedemptionRow } from '../../../../service/ledger/schema/schema.ts'
import type { TenantUser } from '../../../../service/management/management-api.ts'
import { attemptOf, handoffRow, invitationRow } from '../../ledger/ledger-rows.ts'

/** What can happen to a profile and its address, in any order. */
export const refusedProfileEvents = [
  'refused_without_invitation',
  'refused_with_another_address',
  'refused_for_another_reason',
  'refused_silently',
  'refused_but_passed',
  'logged_in_by_exception',
  'silently_logged_in_by_exception',
  'got_a_refresh_token_by_exception',
  'logged_out',
  'gave_its_refresh_tokens_back',
  'redeemed',
  'admitted_by_administrator',
  'got_a_role',
  'lost_all_roles',
  'joined_an_organization',
  'linked',
  'invited',
  'deleted',
  'signed_up_again',
] as const

export type RefusedProfileEvent = (typeof refusedProfileEvents)[number]

/** The tenant in which it happens. */
export interface RefusedProfileTenant {
  /** Some logins pass without the service: by an exception, or a trusted organization. */
  isPassable: boolean
  /** It says who has sessions and refresh tokens, which not every plan does. */
  tells: boolean
}

/** A profile as the tenant and the ledger know it, and what is true of it, which nobody writes down. */
export interface History {
  tenant: RefusedProfileTenant
  facts: Omit<RefusedProfileFacts, 'mayHoldTokens'>
  truth: {
    gotToken: boolean
    /** By a login that the tenant has counted. */
    gotTokenByLogin: boolean
    hasSession: boolean
    hasRefreshToken: boolean
    isAdmitted: boolean
    wasRefusedOtherwise: boolean
    refusedAt: number | undefined
  }
}

const fresh: History['truth'] = {
  gotToken: false,
  gotTokenByLogin: false,
  hasSession: false,
  hasRefreshToken: false,
  isAdmitted: false,
  wasRefusedOtherwise: false,
  refusedAt: undefined,
}

/** The gate was switched on an hour before. */
export function beginHistory(now: number, tenant = { isPassable: false, tells: false }): History {
  const pardoned = { before: null, users: [] }
  const gate = { since: new Date(now - 3_600_000).toISOString(), pardoned }
  const facts = { refusals: [], redemptions: [], hasInvitation: false, gate, now, ...newProfile(now) }
  return { tenant, facts, truth: fresh }
}

/** What is known by now, the tenant's word included. */
export function factsOf({ facts, tenant, truth }: History): RefusedProfileFacts {
  const isHolding = truth.hasSession || truth.hasRefreshToken
  return { ...facts, mayHoldTokens: tenant.isPassable && (!tenant.tells || isHolding) }
}

/** The next event; `isMarkLost`: what it writes into the profile does not arrive. */
export function happen(
  history: History,
  event: RefusedProfileEvent,
  afterMs: number,
  isMarkLost = false,
): History {
  const { facts, truth, tenant } = history
  const then: History = { ...history, facts: { ...facts, now: facts.now + afterMs } }
  const { user } = facts
  if (event === 'invited') return change(then, { hasInvitation: true })
  if (event === 'signed_up_again')
    return user ? then : { ...then, facts: { ...then.facts, ...newProfile(then.facts.now) }, truth: fresh }
  if (!user) return then
  const marked = (mark: object) => (isMarkLost ? user : addMark(user, mark))
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: the two others have been answered above.
  switch (event) {
    case 'refused_without_invitation':
      return refuse(then, { user: loggedIn(marked(refusedMark)), code: 'invitation_required' })
    case 'refused_with_another_address':
      return refuse(then, { user: loggedIn(marked(refusedMark)), code: 'address_mismatch' })
    case 'refused_for_another_reason':
      return refuse(
        then,
        { user: loggedIn(marked(refusedMark)), code: 'account_exists' },
        { wasRefusedOtherwise: true },
      )
    case 'refused_silently':
      return truth.hasSession
        ? refuse(then, { user: marked(refusedMark), code: 'invitation_required' })
        : then
    case 'refused_but_passed':
      // Whom an exception lets pass, or the ledger, is told that there is no grant.
      if (!tenant.isPassable && !truth.isAdmitted) return then
      return refuse(then, { user: loggedIn(user), code: 'invitation_required', passed: 1 }, byLogin)
    case 'logged_in_by_exception':
      return tenant.isPassable ? change(then, { user: loggedIn(marked(passedMark)) }, byLogin) : then
    case 'silently_logged_in_by_exception':
      return passSilently(then, marked(passedMark), {})
    case 'got_a_refresh_token_by_exception':
      return passSilently(then, marked(passedMark), { hasRefreshToken: true })
    case 'logged_out':
      return change(then, {}, { hasSession: false })
    case 'gave_its_refresh_tokens_back':
      return change(then, {}, { hasRefreshToken: false })
    case 'redeemed':
      return redeem(then, user)
    case 'admitted_by_administrator':
      return change(then, { user: addMark(user, { guestlist: { admitted: true } }) }, { isAdmitted: true })
    case 'got_a_role':
      return change(then, { roles: [{ id: 'rol_1', name: 'Member' }] })
    case 'lost_all_roles':
      return change(then, { roles: [] })
    case 'joined_an_organization':
      return change(then, { organizations: [{ id: 'org_1' }] })
    case 'linked':
      return change(then, { user: { ...user, identities: [...user.identities, ...user.identities] } })
    case 'deleted':
      return change(then, { user: null, roles: [], organizations: [] })
  }
}

const refusedMark = { guestlist_refused_at: 'now' }
const passedMark = { guestlist_passed_at: 'now' }
const byLogin = { gotToken: true, gotTokenByLogin: true, hasSession: true }

function newProfile(now: number): Pick<RefusedProfileFacts, 'user' | 'roles' | 'organizations'> {
  const user: TenantUser = {
    userId: 'google-oauth2|1',
    email: 'stranger@example.com',
    emailVerified: true,
    phoneNumber: undefined,
    phoneVerified: false,
    blocked: false,
    createdAt: new Date(now),
    loginsCount: 0,
    identities: [{ provider: 'google-oauth2', userId: '1', connection: 'google-oauth2', isSocial: true }],
    appMetadata: {},
    userMetadata: {},
  }
  return { user, roles: [], organizations: [] }
}

function change(
  history: History,
  facts: Partial<History['facts']>,
  truth: Partial<History['truth']> = {},
): History {
  return { ...history, facts: { ...history.facts, ...facts }, truth: { ...history.truth, ...truth } }
}

function loggedIn(user: TenantUser): TenantUser {
  return { ...user, loginsCount: user.loginsCount + 1 }
}

function addMark(user: TenantUser, mark: object): TenantUser {
  return { ...user, appMetadata: { ...user.appMetadata, ...mark } }
}

/** Auth0 has made a session before the Actions refuse. */
function refuse(
  history: History,
  { user, code, passed = 0 }: { user: TenantUser; code: string; passed?: 0 | 1 },
  truth: Partial<History['truth']> = {},
): History {
  const { now, refusals } = history.facts
  const user_created_at = user.createdAt.getTime()
  const refusal = { code, passed, created_at: now, user_created_at, logins_count: user.loginsCount }
  const refusedAt = history.truth.refusedAt ?? now
  return change(
    history,
    { user, refusals: [...refusals, refusal] },
    { refusedAt, hasSession: true, ...truth },
  )
}

/** By single sign-on: the tenant counts no login. */
function passSilently(history: History, user: TenantUser, truth: Partial<History['truth']>): History {
  const { tenant } = history
  if (!tenant.isPassable || !history.truth.hasSession) return history
  return change(history, { user }, { gotToken: true, ...truth })
}

/** With the metadata write lost, as it is when a login is interrupted. */
function redeem(history: History, user: TenantUser): History {
  const attempt = attemptOf(handoffRow(invitationRow()), user.userId)
  const redemption: RedemptionRow = { ...attempt.redemption, granted_at: null, overwrite: null }
  const redemptions = [...history.facts.redemptions, redemption]
  return change(history, { user: loggedIn(user), redemptions }, { ...byLogin, isAdmitted: true })
}
