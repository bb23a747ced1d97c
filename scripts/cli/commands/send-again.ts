import type { Call, Command } from '../command.ts'
import { type Invitation, toRecipient } from '../invitation.ts'
import { readOneWord, readSeconds } from '../option-values.ts'

const moreTime = { ttl: { type: 'string' } } as const
const moreTimeHelp = { ttl: 'a new end as well: 3600, 12h, 7d' }

/** `guestlist resend` */
export const resend: Command = {
  name: 'resend',
  summary: 'Send an invitation again, with a new link',
  usage: 'ID',
  options: moreTime,
  help: moreTimeHelp,
  examples: ['guestlist resend inv_x3pZ8dN1T0uYq5mCkR7wEg --ttl 7d'],
  run: call => renew(call, 'resend'),
}

/** `guestlist link` */
export const link: Command = {
  name: 'link',
  summary: 'Make a new link, to be handed out',
  usage: 'ID',
  options: moreTime,
  help: moreTimeHelp,
  examples: ['guestlist link inv_x3pZ8dN1T0uYq5mCkR7wEg'],
  run: call => renew(call, 'link'),
}

async function renew({ client, output, words, options, json }: Call, verb: 'resend' | 'link'): Promise<void> {
  const path = `/api/invitations/${encodeURIComponent(readOneWord(words, 'ID'))}/${verb}`
  const ttl = readSeconds(options, 'ttl')
  const renewed = await client.request<Invitation>('POST', path, {
    body: ttl === undefined ? {} : { ttl_sec: ttl },
  })
  if (json) return output.print(JSON.stringify(renewed))
  output.print(renewed.invitation_url ?? `Sent ${renewed.id} again to ${toRecipient(renewed)}`)
}
