import type { Command } from '../command.ts'
import type { Invitation } from '../invitation.ts'
import { readOneWord, readSeconds } from '../option-values.ts'

/** `guestlist extend` */
export const extend: Command = {
  name: 'extend',
  summary: 'Give an invitation more time; its link goes on working, and nothing is sent',
  usage: 'ID',
  options: { ttl: { type: 'string' } },
  help: { ttl: 'from now: 3600, 12h, 7d; left out, the time that it was made for' },
  examples: ['guestlist extend inv_x3pZ8dN1T0uYq5mCkR7wEg --ttl 7d'],
  async run({ client, output, words, options, json }) {
    const path = `/api/invitations/${encodeURIComponent(readOneWord(words, 'ID'))}/extend`
    const ttl = readSeconds(options, 'ttl')
    const extended = await client.request<Invitation>('POST', path, {
      body: ttl === undefined ? {} : { ttl_sec: ttl },
    })
    output.print(json ? JSON.stringify(extended) : `${extended.id} ends at ${String(extended.expires_at)}`)
  },
}
