import { ManagementError } from '../../../service/management/management-api.ts'
import { tokenOfShop } from '../../service/http/invitee/invitee-flow.ts'
import { makeMember, signIn } from '../../service/http/members/member-flow.ts'
import type { Recorder } from './recorder.ts'

const HALF_AN_HOUR_MS = 30 * 60_000

/** What a service has to ask for to show all of it. */
export const joiningEnvironment = {
  TERMS_URL: 'https://acme.example/terms',
  TERMS_VERSION: '2026-10',
  USER_FIELDS: 'given_name,family_name,name,nickname,picture,phone_number,user_metadata.team',
  REQUIRED_USER_FIELDS: 'given_name,phone_number,user_metadata.team',
  USER_FIELD_LABELS: '{"user_metadata.team":{"en":"Team","de":"Abteilung"}}',
}

/** The page between Accept and the log-in. */
export async function showJoining({ service, open, send }: Recorder): Promise<void> {
  const body = { invitee: { email: 'joining@navy.example' }, inviter: { name: 'Ada Lovelace' } }
  const { body: made } = await service.api('/api/invitations', { body, token: await tokenOfShop(service) })
  await service.worker.drain()
  const by = open()
  const invitation = await by.get(await service.linkOf(String(made.id)))
  const page = await send('before joining', by, { page: invitation, action: '/i/accept' })
  const typed = { 'field.phone_number': '079' }
  await send('before joining, with mistakes', by, { page, action: '/i/accept', typed })
}

/** A member's own page. */
export async function showMembers(recorder: Recorder): Promise<void> {
  await showAccount(recorder)
  await showOtherAccounts(recorder)
  await showWaysIn(recorder)
}

async function showAccount({ service, open, visit, show, send }: Recorder): Promise<void> {
  const action = '/account'
  const member = makeMember(service)
  const { browser: by, page } = await signIn(service, member.userId, open())
  show('the account', by, page)
  for (const notice of ['saved', 'unchanged', 'link_sent', 'link_too_many', 'link_failed'])
    await visit(`the account: ${notice}`, by, `/account?notice=${notice}`)
  const wrong = { 'field.phone_number': '079', 'field.given_name': '', 'field.picture': 'http://x' }
  await send('the account, with mistakes', by, { page, action, typed: wrong })
  member.profile = { ...member.profile, nickname: 'amazing' }
  const typed = { 'field.nickname': 'gh' }
  await send('the account, changed elsewhere', by, { page, action, typed })
  const fresh = await by.get('/account')
  const { updateUser } = service.management
  for (const code of ['rate_limited', 'timeout', 'rejected'] as const) {
    service.management.updateUser = () => Promise.reject(new ManagementError(code))
    await send(`the account, not saved: ${code}`, by, { page: fresh, action, typed })
  }
  service.management.updateUser = updateUser
  const token = { form_token: 'old' }
  await send('the account, from an old page', by, { page: { ...page, html: '' }, action, typed: token })
  service.management.isDown = true
  await visit('the account cannot be reached', by, '/account')
  await send('the account cannot be reached, with a change', by, { page: fresh, action, typed })
  service.management.isDown = false
  await service.clock.advance(HALF_AN_HOUR_MS)
  await send('the account, saved after a while', by, { page: fresh, action, typed })
  await visit('the way to the account, after a while', by, '/account')
}

async function showOtherAccounts({ service, open, show }: Recorder): Promise<void> {
  const google = { provider: 'google-oauth2', userId: '1', connection: 'google-oauth2', isSocial: true }
  const sms = { provider: 'sms', userId: '1', connection: 'sms', isSocial: false }
  const ofGoogle = makeMember(service, { identities: [google] })
  const first = await signIn(service, ofGoogle.userId, open())
  show('the account of somebody from Google', first.browser, first.page)
  const phoneNumber = '+41790000000'
  const ofSms = makeMember(service, { identities: [sms], phoneNumber, email: undefined })
  const second = await signIn(service, ofSms.userId, open())
  show('the account of somebody with a telephone', second.browser, second.page)
}

async function showWaysIn({ service, open, visit, show }: Recorder): Promise<void> {
  await visit('the way to the account', open(), '/account')
  const by = open()
  const stranger = makeMember(service, { appMetadata: {} })
  show('an account that has not joined', by, (await signIn(service, stranger.userId, by)).page)
  await visit('a sign-in that was begun elsewhere', open(), '/account/callback?code=x&state=y')
}
