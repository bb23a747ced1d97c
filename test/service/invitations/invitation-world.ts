import type { AdmissionRequest, RedemptionRequest } from '../../../contract/calls.ts'
import {
  type AcceptedInvitation,
  acceptInvitation,
} from '../../../service/invitations/accept/accept-invitation.ts'
import { openInvitation } from '../../../service/invitations/accept/open-invitation.ts'
import { createInvitation } from '../../../service/invitations/manage/create-invitation.ts'
import type { Invitation } from '../../../service/invitations/model/invitation.ts'
import type { Inviter, NewInvitation } from '../../../service/invitations/model/new-invitation.ts'
import { randomId } from '../../../service/invitations/model/random-id.ts'
import { admitSignUp } from '../../../service/invitations/redeem/admit-sign-up.ts'
import type { NativeInvitations } from '../../../service/invitations/redeem/native-invitations.ts'
import { redeemInvitation } from '../../../service/invitations/redeem/redeem-invitation.ts'
import { asksNothing, type Joining } from '../../../service/profile/joining.ts'
import type { Answers } from '../../../service/profile/user-field.ts'
import { createGate } from '../../contract/gate-fixture.ts'
import { createKeyFixture } from '../../contract/token-fixtures.ts'
import { openTemporaryLedger } from '../ledger/temporary-ledger.ts'
import { createMemoryManagement } from '../management/memory-management.ts'
import { databaseLogin } from './logins.ts'
import { createOpenGuard } from './open-guard.ts'

export const SERVICE_CLIENT = 'guestlist'
export const MINUTE_MS = 60_000
export const DAY_MS = 24 * 60 * MINUTE_MS

const nobodyInvited: NativeInvitations = {
  isInvited: async () => false,
  isTrustedMember: async () => false,
}

/** The use cases over a real ledger, with a clock that a test moves. */
export async function createInvitationWorld() {
  const opened = await openTemporaryLedger()
  const { ledger, query } = opened
  const { signingKey: signing, verificationKeys: verification } = await createKeyFixture()
  const clock = { now: Date.UTC(2026, 10, 2, 9, 0, 0) }
  const guard = createOpenGuard()
  const deps = {
    ledger,
    guard,
    gate: createGate(),
    management: createMemoryManagement(),
    nativeInvitations: nobodyInvited,
    joining: asksNothing as Joining,
    policy: { maxTtlSeconds: { personal: 30 * 86_400, shared: 90 * 86_400 }, coolDownSeconds: 60 },
    keys: { handoff: { signing, verification } },
    catalog: {
      roleIds: async (names: string[]) => ({ ids: names, unknown: names.filter(name => name === 'Unknown') }),
      client: async () => undefined,
      clients: async () => [],
    },
    config: { resultUrlOrigins: [], mail: { ways: ['sendgrid'] } },
    now: () => clock.now,
    randomId,
  }
  const inviter = {
    id: 'auth0|inviter',
    kind: 'person',
    permissions: new Set(['grant:any', 'grant:metadata', 'create:shared_links']),
  } as const

  const tryToInvite = (request: Partial<NewInvitation> = {}, by: Inviter = inviter) =>
    createInvitation(deps, { invitee: { email: 'ada@example.com' }, roles: ['Member'], ...request }, by)
  const invite = async (request: Partial<NewInvitation> = {}, by: Inviter = inviter) =>
    (await tryToInvite(request, by)).invitation
  const tryToAccept = (invitation: Pick<Invitation, 'id' | 'generation'>, answers?: Answers) =>
    acceptInvitation(deps, {
      answers,
      invitationId: invitation.id,
      generation: invitation.generation,
      clientId: SERVICE_CLIENT,
    })
  /** The login that ends a sign-up which brought the same: stamped, if the sign-up was admitted by what it brought. */
  const signUp = async (login: RedemptionRequest): Promise<RedemptionRequest> => {
    const { user, connection, client_id, handoff, state } = login
    // Nothing else can be stamped.
    if (connection.strategy !== 'auth0' || (handoff ?? state) === undefined) return login
    const answer = await admitSignUp(deps, {
      ...(handoff !== undefined && { handoff }),
      ...(state !== undefined && { state }),
      ...(user.email !== undefined && { email: user.email }),
      ...(user.phone_number !== undefined && { phone_number: user.phone_number }),
      connection,
      client_id,
      interactive: true,
    })
    const admission = answer.outcome === 'admitted' ? answer.admission : null
    return admission === null ? login : { ...login, admission }
  }
  return {
    ...opened,
    deps,
    clock,
    guard,
    inviter,
    tryToInvite,
    invite,
    /** A link for several people. */
    inviteShared: (request: Partial<NewInvitation> = {}) =>
      invite({ kind: 'shared', invitee: {}, maxUses: 10, ...request }),
    tryToAccept,
    accept: async (invitation: Invitation, answers?: Answers) =>
      handoffOf(await tryToAccept(invitation, answers)),
    open: (invitation: Pick<Invitation, 'id' | 'generation'>) =>
      openInvitation(deps, { invitationId: invitation.id, generation: invitation.generation }),
    admit: (request: Partial<AdmissionRequest> = {}) =>
      admitSignUp(deps, {
        email: 'ada@example.com',
        connection: { name: 'Username-Password-Authentication', strategy: 'auth0' },
        client_id: SERVICE_CLIENT,
        ...request,
      }),
    signUp,
    /** A login with a password, and nothing before it. */
    logIn: (request: Partial<RedemptionRequest>) =>
      redeemInvitation(deps, { ...databaseLogin(clock.now), ...request }),
    /** The same; an account that is made at this moment is made by a sign-up, with what the login brings. */
    redeem: async (request: Partial<RedemptionRequest> = {}) => {
      const login = { ...databaseLogin(clock.now), ...request }
      const isMadeNow = Date.parse(login.user.created_at) === clock.now
      return redeemInvitation(deps, isMadeNow && !login.admission ? await signUp(login) : login)
    },
    /** What an edit, a resend or a revocation does to a row; they have no use case yet. */
    change: (invitation: Invitation, change: string) =>
      query(`update invitations set ${change} where id = '${invitation.id}'`),
  }
}

export type InvitationWorld = Awaited<ReturnType<typeof createInvitationWorld>>

function handoffOf(accepted: AcceptedInvitation) {
  if (accepted.outcome === 'refused') throw new TypeError(`not accepted: ${accepted.code}`)
  return accepted.handoff
}
