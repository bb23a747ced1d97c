import { defaultPolicy } from '../../../service/policy/policy.ts'
import { handOut, makeUser, redeem, share, tokenOfShop } from '../../service/http/invitee/invitee-flow.ts'
import type { TestService } from '../../service/http/test-service.ts'
import { type Recorder, submit } from './recorder.ts'

const HOUR_MS = 3_600_000
const personal = {
  inviter: { name: 'Ada Lovelace' },
  message: 'Hi Grace!\nSo glad that you join us on Monday. Bring coffee.',
  roles: ['Editor', 'Viewer'],
}

let count = 0
const somebody = () => ({ email: `grace.brewster.murray.hopper-${++count}@navy.example.com` })

/** What a link shows, in each state of its invitation, and what can be done there. */
export async function showInvitations(recorder: Recorder): Promise<void> {
  await showLivePages(recorder)
  await showSeenLinks(recorder)
  await showClosedPages(recorder)
  await showLinkForMany(recorder)
  await showCodes(recorder)
  await showTooManyPresses(recorder)
}

async function showLivePages({ service, open, visit, send }: Recorder): Promise<void> {
  const full = { body: { invitee: somebody(), ...personal }, token: await tokenOfShop(service) }
  const { body } = await service.api('/api/invitations', full)
  await visit('an invitation with all that it may say', open(), await service.linkOf(String(body.id)))
  const live = await service.invite({ invitee: somebody() })
  const by = open()
  const page = await visit('an invitation that was mailed', by, live.link)
  const question = await send('the question after Decline', by, { page, action: '/i/decline' })
  await send('after Decline', by, { page: question, action: '/i/decline' })
}

/** Links that somebody was shown: of an address, whose message leads on, and of a telephone number. */
async function showSeenLinks({ service, open, visit, send }: Recorder): Promise<void> {
  const { link } = await handOut(service, { invitee: somebody(), ...personal })
  const by = open()
  const page = await visit('an invitation whose link was shown', by, link)
  const sent = await send('after asking for its message', by, { page, action: '/i/send' })
  const typed = { code: '00000-00000' }
  await send('a code that its message does not have', by, { page: sent, action: '/i/send/code', typed })
  const phone = await handOut(service, { invitee: { phone_number: '+493012345689' } })
  await visit('an invitation for a telephone whose link was shown', open(), phone.link)
}

async function showClosedPages({ service, open, visit, send }: Recorder): Promise<void> {
  const one = async (name: string, end: (id: string) => Promise<unknown>) => {
    const { id, link } = await service.invite({ invitee: somebody(), ttl_sec: 300 })
    await end(id)
    const by = open()
    return { by, page: await visit(name, by, link) }
  }
  const api =
    (method: string, path = '') =>
    (id: string) =>
      service.api(`/api/invitations/${id}${path}`, { method, body: {} })
  await one('a link of which there is a newer one', api('POST', '/resend'))
  await one('an invitation that was withdrawn', api('DELETE'))
  await one('an invitation that was declined', async id => {
    const by = open()
    const action = '/i/decline'
    const question = await submit(by, { page: await by.get(await service.linkOf(id)), action })
    await submit(by, { page: question, action })
  })
  await one('an invitation that was accepted', id => join(service, id, open()))
  const expired = await one('an expired invitation', () => service.clock.advance(HOUR_MS))
  await send('after asking for a new one', expired.by, { page: expired.page, action: '/i/renew' })
  await visit('a link that nobody made', open(), '/i/forged')
  await visit('nothing is open', open(), '/i')
}

async function join(service: TestService, id: string, by: ReturnType<Recorder['open']>): Promise<void> {
  const pressed = await submit(by, { page: await by.get(await service.linkOf(id)), action: '/i/accept' })
  const { searchParams } = new URL(pressed.url)
  const email = String((await service.ledger.findInvitation(id))?.invitee_email)
  const handoff = searchParams.get('ext-invite') ?? ''
  await redeem(service, makeUser(service, email), { handoff })
}

async function showLinkForMany({ service, open, visit, send }: Recorder): Promise<void> {
  const { link } = await share(service, { kind: 'domain', domain: 'navy.example.com', max_uses: 1 })
  const by = open()
  const page = await visit('a link for many', by, link)
  const action = '/i/address'
  const give = (name: string, email: string) => send(name, by, { page, action, typed: { email } })
  await give('a link for many: an address of another domain', 'eve@evil.example')
  await give('a link for many: no address', 'eve')
  const address = somebody()
  await give('after the address was given', address.email)
  await service.errands.settled()
  const ends = keepBusy(service)
  await give('more is asked for than can be done', somebody().email)
  await ends()
  await service.worker.drain()
  const found = { filter: { address }, take: 1, now: service.clock.now() }
  const [child] = await service.ledger.listInvitations(found)
  await join(service, child?.id ?? '', open())
  await visit('a link that as many have used as may', open(), link)
}

/** As much is under way as may be, until the end. */
function keepBusy({ errands }: TestService): () => Promise<void> {
  let end = () => {}
  const ending = new Promise<void>(resolve => {
    end = resolve
  })
  for (let link = 0; errands.begin('waits', () => ending, `${link}`); link++);
  return () => {
    end()
    return errands.settled()
  }
}

async function showCodes({ service, open, visit, send }: Recorder): Promise<void> {
  const { email } = somebody()
  await service.invite({ invitee: { email } })
  const by = open()
  const page = await visit('asks for the code', by, '/i/code')
  const typed = { email, code: '00000-00000' }
  const action = '/i/code'
  const wrong = await send('a code that opens nothing', by, { page, action, typed })
  for (let tries = 1; tries < (defaultPolicy.presses.wrongCodesPerIpPerHour ?? 0); tries++)
    await submit(by, { page: wrong, action, typed })
  await send('too many codes', by, { page: wrong, action, typed })
}

async function showTooManyPresses({ service, open, send }: Recorder): Promise<void> {
  const by = open()
  const { link } = await service.invite({ invitee: somebody() })
  const press = { page: await by.get(link), action: '/i/renew', typed: {} }
  for (let presses = 0; presses < (defaultPolicy.presses.perInvitationAndIpPerHour ?? 0); presses++)
    await submit(by, press)
  await send('pressed too often', by, press)
}
