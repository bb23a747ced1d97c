import { createMailbox } from '../../../local-tenant/mailbox-client.ts'
import { createApiClient } from '../api-client.ts'
import type { Stack } from '../stack.ts'
import { invitees } from './invitees.ts'
import type { ReadyLink } from './ready-link.ts'

type Part = Pick<Stack, 'api' | 'urls' | 'application'>

/** Makes the links that are open, and those that were closed by hand, as any back end does: through the API. */
export async function makePresentLinks(stack: Part): Promise<ReadyLink[]> {
  const api = createApiClient(stack)
  const client_id = stack.application('Portal').clientId
  const create = async (invitation: object) => {
    const { status, body } = await api.create({ client_id, ...invitation })
    if (status !== 201) throw new Error(`An invitation of the demo was refused: ${JSON.stringify(body)}`)
    return { id: body.id, link: body.invitation_url ?? '' }
  }
  const ada = { name: 'Ada Admin' }
  await Promise.all(
    invitees.map(({ email, invitation }) => create({ inviter: ada, invitee: { email }, ...invitation })),
  )
  // The name that the charts know a client by is the latest one that it used.
  const inviter = { name: 'HR system' }
  const handOut = (email: string) =>
    create({ inviter, invitee: { email }, roles: ['Viewer'], send_invitation_email: false })
  const [shown, domain, revoked, replaced] = await Promise.all([
    handOut('hedy@radio.example'),
    create({ inviter, kind: 'domain', domain: 'acme.example', max_uses: 50, roles: ['Viewer'] }),
    handOut('former@partner.example'),
    handOut('twice@partner.example'),
  ])
  await Promise.all([api.revoke(revoked.id), api.renewLink(replaced.id)])
  const mailbox = createMailbox(stack.urls.mailbox)
  const personal = await Promise.all(
    invitees.map(async ({ email, state, about }) => {
      const { link, text } = await mailbox.invitation(email)
      if (state !== 'by code') return { state, about, whom: email, link }
      const code = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/.exec(text)?.[0] ?? ''
      return { state, about, whom: `${email}, code ${code}`, link: `${stack.urls.service}/i/code` }
    }),
  )
  return [
    ...personal,
    {
      state: 'link shown',
      whom: 'hedy@radio.example',
      link: shown.link,
      about:
        'Somebody was shown this link, so it lets nobody join: its button mails the invitation, and its page takes the code.',
    },
    {
      state: 'domain link',
      whom: 'anybody at acme.example',
      link: domain.link,
      about: 'Everybody with an address of the company may join, up to 50; others are told so.',
    },
    {
      state: 'revoked',
      whom: 'former@partner.example',
      link: revoked.link,
      about: 'Taken back. The page says so, and whom to ask.',
    },
    {
      state: 'replaced',
      whom: 'twice@partner.example',
      link: replaced.link,
      about: 'There is a newer link; this one is dead since that moment.',
    },
  ]
}
