import { MAX_SELECTED } from '../../../service/http/admin/invitations/actions.ts'
import { rowId } from '../../../service/invitations/model/row-id.ts'
import { signIn } from '../../service/http/admin/administrators.ts'
import { invitationRow } from '../../service/ledger/ledger-rows.ts'
import { type Recorder, submit } from './recorder.ts'

type Visitor = ReturnType<Recorder['open']>

const FORM = '/admin/invitations/new'
const everything = {
  addresses: 'Grace Hopper <grace@navy.example>\nalan@bletchley.example\nnobody',
  roles: 'Editor',
  message: 'Welcome aboard!',
}

/** Inviting, the table, one invitation, and what is done with it. */
export async function showInvitationsOfInviters(recorder: Recorder): Promise<void> {
  const { service, open } = recorder
  const clientMetadata = { guestlist_url: 'https://portal.acme.example/' }
  const portal = { clientId: 'portal', name: 'Portal', clientMetadata, initiateLoginUri: undefined }
  service.management.clients.push(portal)
  const ada = open()
  await signIn(service, ada)
  await showInviting(recorder, ada)
  await service.worker.drain()
  await showTable(recorder, ada)
  await showOne(recorder, ada)
  await showSweeps(recorder, ada)
}

async function showInviting({ visit, send }: Recorder, ada: Visitor): Promise<void> {
  const page = await visit('whom to invite', ada, FORM)
  const give = (name: string, typed: Record<string, string>) => send(name, ada, { page, action: FORM, typed })
  await give('nobody is invited', { addresses: '' })
  await give('a link without a domain', { kind: 'domain' })
  await give('two are invited, one is not', { ...everything, application: 'portal' })
  const nonce = 'A'.repeat(22)
  await give('a link is handed out', { addresses: 'heinz@nixdorf.example', delivery: 'link', nonce })
  await give('a link for a domain', { kind: 'domain', domain: 'acme.example', nonce: 'B'.repeat(22) })
}

async function showTable({ service, visit, send }: Recorder, ada: Visitor): Promise<void> {
  for (let n = 0; n < 60; n++)
    await service.invite({ invitee: { email: `somebody-with-a-long-address-${n}@departments.example.com` } })
  const page = await visit('the table', ada, '/admin/invitations?sort=recipient&order=oldest')
  await visit('the table, filtered', ada, '/admin/invitations?status=pending&q=grace')
  await visit('nothing matches', ada, '/admin/invitations?q=nobody-at-all')
  const selected = '/admin/invitations/selected'
  const [, id = ''] = /name="id" value="([^"]+)"/.exec(page.html) ?? []
  await send('nothing is selected', ada, { page, action: selected, typed: { action: 'revoke' } })
  for (const action of ['resend', 'extend'])
    await send(`one is selected: ${action}`, ada, { page, action: selected, typed: { action, id } })
  const all = { action: 'revoke', matching: 'all', query: '/admin/invitations' }
  await send('all are selected: revoke', ada, { page, action: selected, typed: all })
  const typed = { id }
  await send('one is revoked', ada, { page, action: `${selected}/revoke`, typed })
  await send('what is revoked cannot be extended', ada, { page, action: `${selected}/extend`, typed })
}

async function showOne({ service, visit, send }: Recorder, ada: Visitor): Promise<void> {
  const body = { invitee: { email: 'one@navy.example' }, message: 'Hi!\nSee you.', roles: ['Editor'] }
  const { body: made } = await service.api('/api/invitations', { body })
  await service.worker.drain()
  const path = `/admin/invitations/${made.id}`
  const page = await visit('one invitation', ada, `${path}?done=edit`)
  await visit('to be edited', ada, `${path}/edit`)
  const typed = { email: 'nobody', kept_roles: 'Editor', roles: 'Editor' }
  await send('to be edited, with a mistake', ada, { page, action: `${path}/edit`, typed })
  for (const action of ['resend', 'extend', 'revoke', 'erase', 'link'])
    await visit(`to be asked: ${action}`, ada, `${path}/${action}`)
  await send('a new link, shown once', ada, { page, action: `${path}/link` })
  await send('revoked', ada, { page, action: `${path}/revoke` })
  await send('too late to extend', ada, { page, action: `${path}/extend` })
}

/** Something that is done to all that match, more than while somebody waits. */
async function showSweeps({ service, visit, send }: Recorder, ada: Visitor): Promise<void> {
  const { ledger, clock } = service
  const times = { created_at: clock.now() - 60_000, expires_at: clock.now() + 86_400_000 }
  for (let n = 0; n <= MAX_SELECTED; n++) {
    const row = invitationRow({
      ...times,
      id: rowId('inv', times.created_at),
      invitee_email: `${n}@many.example`,
    })
    await ledger.createInvitation(row, { mail: false })
  }
  const table = '/admin/invitations'
  const sweeps = `${table}/sweeps`
  const ask = async (name: string, action: string) => {
    const page = await ada.get(table)
    const typed = { action, matching: 'all', query: table }
    return send(name, ada, { page, action: `${table}/selected`, typed })
  }
  const question = await ask('all are to be revoked', 'revoke')
  const first = await send('all are being revoked', ada, { page: question, action: sweeps })
  await service.worker.drain()
  await visit('all are revoked', ada, first.url)
  const second = await submit(ada, { page: await ask('all get more time', 'extend'), action: sweeps })
  await send('stopped', ada, { page: second, action: `${new URL(second.url).pathname}/stop` })
  const third = await submit(ada, { page: await ask('all get more time, again', 'extend'), action: sweeps })
  await service.worker.drain()
  await visit('none got more time', ada, third.url)
  await visit('the table, with what was done lately', ada, `${table}?q=nobody-at-all`)
}
