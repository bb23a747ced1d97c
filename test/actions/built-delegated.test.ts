import { describe, expect, it } from 'vitest'
import { sentenceFor } from '../../contract/refusal.ts'
import { loginUser } from '../../scripts/bench/action-events.ts'
import { ownState } from './foreign-states.ts'
import { admitted, callsOf, claimsOf, grant, rolesClaim, useLogins, withHandoff } from './login-fixture.ts'
import { testGate } from './run-action.ts'

/** How the platform says that somebody else acts as the user. */
const delegations: [string, object][] = [
  ['a delegated session', { session: { id: 'ses_1', actor: { sub: 'auth0|support' } } }],
  [
    'a token exchange by an agent',
    { transaction: { protocol: 'oauth2-token-exchange', actor: { sub: 'agt_1a2b3c' } } },
  ],
  ['an actor of another shape', { session: { id: 'ses_1', actor: 'auth0|support' } }],
]

const stamped = loginUser({ app_metadata: { guestlist: { admission: 'hnd_1' } } })

describe.each(delegations)('S74 somebody who acts as a user by %s', (_, delegation) => {
  const fixture = useLogins()

  /** What would lead to an invitation, if the user were there in person. */
  const carriers = () =>
    ({
      'a handoff': withHandoff(fixture.handoffs.live),
      'a stamp': { user: stamped },
      'the state of Accept': {
        transaction: { state: ownState, redirect_uri: `${fixture.service.url}/callback` },
      },
      'nothing but the user': {},
    }) as Record<string, { transaction?: object }>

  it('redeems nothing, and is refused where the user is not admitted, without a question or a mark', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    for (const carried of Object.values(carriers())) {
      const transaction = { ...carried.transaction, ...(delegation as typeof carried).transaction }
      const run = await fixture.logIn({ ...carried, ...delegation, transaction })
      expect(run).toMatchObject({
        calls: [{ method: 'access.deny', args: [sentenceFor('invitation_required')] }],
        fetches: 0,
        output: ['guestlist: delegated session, refused invitation_required'],
      })
    }
  })

  it('redeems nothing for an admitted user either, and goes on as them', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const run = await fixture.logIn({ ...withHandoff(fixture.handoffs.live), user: admitted, ...delegation })
    expect(run).toMatchObject({ fetches: 0, output: ['guestlist: delegated session, nothing redeemed'] })
    expect(claimsOf(run)[rolesClaim]).toEqual(['Viewer'])
    for (const method of ['access.deny', 'user.setAppMetadata', 'user.setUserMetadata'])
      expect(callsOf(run, method)).toEqual([])
  })
})

describe('S74 the same logins of the users themselves', () => {
  const fixture = useLogins()

  it('redeem what they bring', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const session = { id: 'ses_1' }
    for (const over of [withHandoff(fixture.handoffs.live), { user: stamped }]) {
      const run = await fixture.logIn({ ...over, session })
      expect(claimsOf(run)[rolesClaim]).toEqual(['Viewer', 'Editor'])
    }
  })
})

describe('S74 somebody who acts as a user at a gate that refuses nobody', () => {
  const [, session] = delegations[0] ?? []
  const observing = useLogins({ ...testGate, mode: 'observe' })
  const open = useLogins({ ...testGate, mode: 'open' })

  it('is let in, redeems nothing, and is named in the log where the gate would have refused them', async () => {
    for (const [fixture, line] of [
      [observing, 'guestlist: delegated session, would_refuse invitation_required'],
      [open, 'guestlist: delegated session, nothing redeemed'],
    ] as const) {
      fixture.service.answer({ outcome: 'redeemed', grant })
      const run = await fixture.logIn({ ...withHandoff(fixture.handoffs.live), ...session })
      expect(run).toMatchObject({ fetches: 0, output: [line] })
      expect(callsOf(run, 'access.deny')).toEqual([])
      expect(claimsOf(run)[rolesClaim]).toEqual(['Viewer'])
    }
  })
})
