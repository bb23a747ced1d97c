import { beginSignIn, makePerson, signIn } from '../../service/http/admin/administrators.ts'
import type { TestService } from '../../service/http/test-service.ts'
import { makeHistory } from '../admin-history.ts'
import type { Recorder } from './recorder.ts'

/** For so long the last answer of the tenant is believed. */
const QUARTER_HOUR_MS = 15 * 60_000

/** An endpoint for webhooks, so that there is something to see of them. */
export const webhookEnvironment = {
  WEBHOOKS: JSON.stringify([
    { id: 'crm', url: 'https://crm.example/hook', secret: `whsec_${'A'.repeat(32)}` },
  ]),
}

/** The way in, what it may come to, and who is not let in. */
export async function showWayIn(recorder: Recorder): Promise<void> {
  const { service, open, visit, show } = recorder
  await visit('the way in', open(), '/admin')
  await visit('the way in, after a while', open(), '/admin/sign-in?ended=1')
  await visit('signed out of the administration', open(), '/admin/signed-out')
  await visit('a sign-in for administrators, begun elsewhere', open(), '/admin/callback?code=x&state=y')
  const bob = { userId: 'auth0|bob', email: 'bob@acme.example', permissions: [] }
  const by = open()
  show('nobody who may do anything', by, await signIn(service, by, bob))
  await showKeptForm(recorder)
  await showBrokenSignIns(recorder)
}

/** Sent when the session is over: what was typed is still there. */
async function showKeptForm({ service, open, send }: Recorder): Promise<void> {
  const ada = open()
  await signIn(service, ada)
  const action = '/admin/invitations/new'
  const page = await ada.get(action)
  ada.cookies.clear()
  await send('a form for a session that has ended', ada, {
    page,
    action,
    typed: { addresses: 'a@x.example' },
  })
}

async function showBrokenSignIns({ service, open, visit }: Recorder): Promise<void> {
  const refused = open()
  const state = new URL(await beginSignIn(refused)).searchParams.get('state')
  const denied = `/admin/callback?error=access_denied&state=${state}`
  await visit('a sign-in for administrators that was stopped', refused, denied)
  const by = open()
  const allowed = { permissions: ['read:invitations'] }
  const back = service.tenant.logIn(await beginSignIn(by), 'auth0|ada', {}, allowed)
  service.tenant.goDown()
  await visit('a sign-in that nobody answers', by, back)
  service.tenant.comeBack()
}

/** Pages of the frame itself, and those that are only looked at. */
export async function showAreas(recorder: Recorder): Promise<void> {
  const { service, open, visit, send } = recorder
  const ada = open()
  await signIn(service, ada)
  await visit('the overview of nothing', ada, '/admin/overview')
  await visit('no invitations', ada, '/admin/invitations')
  await visit('no imports', ada, '/admin/imports')
  await visit('the audit log of nothing', ada, '/admin/audit?type=declined')
  await visit('the webhooks of nothing', ada, '/admin/webhooks')
  await makeHistory(service)
  for (const path of ['overview?days=90', 'gate', 'policy', 'webhooks?status=failed', 'audit?type=accepted'])
    await visit(`/admin/${path}`, ada, `/admin/${path}`)
  const replay = await visit('a webhook to be sent again', ada, '/admin/webhooks/1/replay')
  await send('a webhook is sent again', ada, { page: replay, action: '/admin/webhooks/1/replay' })
  await visit('no page of the administration', ada, '/admin/nowhere')
  const page = { ...replay, html: '' }
  await send('a form of an earlier session', ada, { page, action: '/admin/webhooks/1/replay' })
  await showLittle(recorder)
}

/** What somebody sees who may do little, and everybody while nobody knows what they may do. */
async function showLittle({ service, open, visit }: Recorder): Promise<void> {
  const carl = await enter(service, open(), 'auth0|carl', ['create:invitations'])
  await visit('not allowed to see invitations', carl, '/admin/invitations')
  await visit('an inviter’s own limits', carl, '/admin/policy')
  const dora = await enter(service, open(), 'auth0|dora', ['read:invitations', 'grant:any'])
  await visit('not allowed to send webhooks', dora, '/admin/webhooks/1/replay')
  await service.clock.advance(QUARTER_HOUR_MS)
  service.management.isDown = true
  await visit('nobody knows what anybody may do', dora, '/admin/overview')
  service.management.isDown = false
}

type Visitor = ReturnType<Recorder['open']>

/** Lets somebody sign in who may do this. */
export async function enter(
  service: TestService,
  by: Visitor,
  userId: string,
  permissions: readonly string[],
): Promise<Visitor> {
  const name = 'Somebody with a name that does not end on a telephone'
  const person = { userId, name, email: `${userId.split('|')[1]}@acme.example`, permissions }
  makePerson(service, person)
  await signIn(service, by, person)
  return by
}
