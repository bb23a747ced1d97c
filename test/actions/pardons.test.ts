import { describe, expect, it } from 'vitest'
import { loginUser } from '../../scripts/bench/action-events.ts'
import { isAdmitted } from '../../service/members/find-member.ts'
import { createGate } from '../contract/gate-fixture.ts'
import { refusal, useLogins } from './login-fixture.ts'
import { testGate } from './run-action.ts'

const since = '2026-11-20T00:00:00Z'
const older = '2026-05-01T00:00:00.000Z'
const younger = '2026-11-20T00:00:01.000Z'
const listed = 'google-oauth2|listed'

const pardoned = { before: '2026-11-21T00:00:00Z', users: [listed] }
const gate = { since, pardoned }

/** Who passes offline: user, when made, when refused. */
const cases: [string, boolean, { user_id?: string; created_at: string; refused_at?: string }][] = [
  [
    'one from before the gate that was refused before the date',
    true,
    { created_at: older, refused_at: '2026-11-20T23:59:59.999Z' },
  ],
  ['one that was refused where an earlier version wrote no marks', true, { created_at: older }],
  [
    'one that was refused at the very date',
    false,
    { created_at: older, refused_at: '2026-11-21T00:00:00.000Z' },
  ],
  ['one whose refusal has no date that can be read', false, { created_at: older, refused_at: 'then' }],
  [
    'one from after the gate, whatever is forgotten',
    false,
    { created_at: younger, refused_at: '2026-11-20T12:00:00.000Z' },
  ],
  [
    'one that is named, of any age and refused at any time',
    true,
    { user_id: listed, created_at: younger, refused_at: '2026-11-30T00:00:00.000Z' },
  ],
]

const fixture = useLogins({ ...testGate, since, pardoned })

describe('a pardon in the gate file', () => {
  it.each(cases)(
    '%s: passes %s, in the built Action and without asking anybody',
    async (_, passes, account) => {
      const { refused_at, ...user } = account
      const app_metadata = refused_at === undefined ? {} : { guestlist_refused_at: refused_at }
      fixture.service.answer(refusal)
      const run = await fixture.logIn({ user: loginUser({ ...user, app_metadata }) })
      const stopped = run.calls.filter(({ method }) => /^(redirect.sendUserTo|access.deny)$/.test(method))
      expect([stopped.length === 0, run.fetches === 0]).toEqual([passes, passes])
    },
  )

  it.each(cases)('%s: our own pages say the same (%s)', (_, passes, account) => {
    const { user_id = 'google-oauth2|1', created_at, refused_at } = account
    const appMetadata = refused_at === undefined ? {} : { guestlist_refused_at: refused_at }
    const user = {
      userId: user_id,
      appMetadata,
      blocked: false,
      createdAt: new Date(created_at),
      identities: [],
    }
    expect(isAdmitted(user, { gate: createGate(gate), isRedeemed: false })).toBe(passes)
  })
})
