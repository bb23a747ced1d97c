import { type RefusalCode, refusalCodes } from '../../../contract/refusal.ts'
import { hashSecret } from '../../../service/ledger/engine/hash-secret.ts'
import { accept, logInWithInvitation, makeUser } from '../../service/http/invitee/invitee-flow.ts'
import type { TestService } from '../../service/http/test-service.ts'
import type { Recorder } from './recorder.ts'

const TEN_SECONDS_MS = 10_000

/** What somebody sees who comes back from the log-in, or is not let in. */
export async function showLogIns(recorder: Recorder): Promise<void> {
  await showArrivals(recorder)
  await showBrokenLogIns(recorder)
  await showRefusals(recorder)
}

/** Somebody who was invited, accepted and logged in, as far as the way back. */
async function comeBack({ service, open }: Recorder, email: string, login = email) {
  const by = open()
  const passes = login !== email
  const fields = { invitee: { email } }
  return { by, ...(await logInWithInvitation(service, by, { fields, login, passes })) }
}

async function showArrivals(recorder: Recorder): Promise<void> {
  const { service, visit } = recorder
  const first = await comeBack(recorder, 'joan@navy.example')
  const waiting = await visit('joined, and waiting', first.by, first.callback)
  await service.worker.drain()
  await visit('joined', first.by, waiting.url)
  const second = await comeBack(recorder, 'jean@navy.example')
  const { url } = await second.by.get(second.callback)
  await service.clock.advance(TEN_SECONDS_MS)
  await visit('joined, and the rest arrives later', second.by, url)
  const other = await comeBack(recorder, 'grace@navy.example', 'grace.brewster.hopper@private.example.com')
  await visit('joined with another account', other.by, other.callback)
}

async function showBrokenLogIns(recorder: Recorder): Promise<void> {
  const { service, open, visit } = recorder
  const { link } = await service.invite({ invitee: { email: 'broken@navy.example' } })
  const begin = async () => {
    const by = open()
    return { by, ...(await accept(by, link)) }
  }
  const stopped = await begin()
  await visit('a log-in that was stopped', stopped.by, `/callback?error=access_denied&state=${stopped.state}`)
  const { url } = await begin()
  // Before the address has an account, which would have to be its owner's first.
  const unused = await begin()
  const back = service.tenant.logIn(url, makeUser(service, 'broken@navy.example').userId)
  await visit('a log-in that was begun elsewhere', open(), back)
  const unusedBack = service.tenant.logIn(unused.url, makeUser(service, 'b2@navy.example').userId)
  service.tenant.goDown()
  await visit('the log-in does not answer', unused.by, unusedBack)
  service.tenant.comeBack()
  await visit('a log-in that did not use the invitation', unused.by, unusedBack)
  await visit('nobody has joined', open(), '/joined')
  await visit('logged out', open(), '/signed-out')
}

async function showRefusals({ service, open, visit }: Recorder): Promise<void> {
  await visit('a refusal that is forgotten', open(), '/refused?refusal=gone&state=abc')
  const { link } = await service.invite({ invitee: { email: 'refused@navy.example' } })
  for (const code of refusalCodes) {
    const by = open()
    await by.get(link)
    await visit(`refused: ${code}`, by, `/refused?refusal=${await refuse(service, code)}&state=abc`)
  }
}

async function refuse({ ledger, clock }: TestService, code: RefusalCode): Promise<string> {
  const ticket = `ticket-${code}`
  const log_in = { user_id: 'auth0|x', login_address: 'x@example.com', client_id: 'portal', hostname: null }
  await ledger.createRefusal({
    ...log_in,
    ticket_hash: hashSecret(ticket),
    code,
    user_created_at: clock.now(),
    connection: 'Username-Password-Authentication',
    invitation_id: null,
    handoff_ref: null,
    passed: 0,
    created_at: clock.now(),
  })
  return ticket
}
