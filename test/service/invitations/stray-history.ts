import type { StrayFacts } from '../../../service/invitations/decide-stray-removal.ts'
import type { RedemptionRow } from '../../../service/ledger/schema.ts'
import type { TenantUser } from '../../../service/management/management-api.ts'
import { attemptOf, handoffRow, invitationRow } from '../ledger/ledger-rows.ts'

/** What can happen to a profile and its address, in any order. */
export const strayEvents = [
  'refused_without_invitation',
  'refused_for_another_reason',
  'refused_but_passed',
  'logged_in_by_exception',
  'silently_logged_in_by_exception',
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

export type StrayEvent = (typeof strayEvents)[number]

/** A profile as the tenant and the ledger know it, and what is true of it, which nobody writes down. */
export interface History {
  facts: StrayFacts
  truth: {
    gotToken: boolean
    isAdmitted: boolean
    wasRefusedOtherwise: boolean
    refusedAt: number | undefined
  }
}

const fresh = { gotToken: false, isAdmitted: false, wasRefusedOtherwise: false, refusedAt: undefined }

export function beginHistory(now: number): History {
  const facts = { refusals: [], redemptions: [], hasInvitation: false, now, ...newProfile(now) }
  return { facts, truth: fresh }
}

export function happen({ facts, truth }: History, event: StrayEvent, afterMs: number): History {
  const now = facts.now + afterMs
  const then = { facts: { ...facts, now }, truth }
  const { user } = facts
  if (event === 'invited') return change(then, { hasInvitation: true })
  if (event === 'signed_up_again')
    return user ? then : { facts: { ...then.facts, ...newProfile(now) }, truth: fresh }
  if (!user) return then
  switch (event) {
    case 'refused_without_invitation':
      return refuse(then, user, 'invitation_required', {})
    case 'refused_for_another_reason':
      return refuse(then, user, 'address_mismatch', { wasRefusedOtherwise: true })
    case 'refused_but_passed':
      return refuse(then, user, 'invitation_required', { gotToken: true }, 1)
    case 'logged_in_by_exception':
      return change(then, { user: loggedIn(user) }, { gotToken: true })
    case 'silently_logged_in_by_exception':
      return change(then, { user: marked(user, { passed_at: 'now' }) }, { gotToken: true })
    case 'redeemed':
      return redeem(then, user)
    case 'admitted_by_administrator':
      return change(then, { user: marked(user, { admitted: true }) }, { isAdmitted: true })
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

function newProfile(now: number): Pick<StrayFacts, 'user' | 'roles' | 'organizations'> {
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
  facts: Partial<StrayFacts>,
  truth: Partial<History['truth']> = {},
): History {
  return { facts: { ...history.facts, ...facts }, truth: { ...history.truth, ...truth } }
}

function loggedIn(user: TenantUser): TenantUser {
  return { ...user, loginsCount: user.loginsCount + 1 }
}

function marked(user: TenantUser, mark: object): TenantUser {
  return { ...user, appMetadata: { guestlist: { ...(user.appMetadata.guestlist as object), ...mark } } }
}

function refuse(
  history: History,
  user: TenantUser,
  code: string,
  truth: Partial<History['truth']>,
  passed: 0 | 1 = 0,
): History {
  const { now, refusals } = history.facts
  const refusal = { code, passed, created_at: now, user_created_at: user.createdAt.getTime() }
  const changed = { user: marked(loggedIn(user), { refused_at: 'now' }), refusals: [...refusals, refusal] }
  return change(history, changed, { refusedAt: history.truth.refusedAt ?? now, ...truth })
}

/** With the metadata write lost, as it is when a login is interrupted. */
function redeem(history: History, user: TenantUser): History {
  const attempt = attemptOf(handoffRow(invitationRow()), user.userId)
  const redemption: RedemptionRow = { ...attempt.redemption, granted_at: null, overwrite: null }
  const redemptions = [...history.facts.redemptions, redemption]
  return change(history, { user: loggedIn(user), redemptions }, { gotToken: true, isAdmitted: true })
}
