import type { Command } from '../command.ts'
import type { Invitation } from '../invitation.ts'
import { readOneWord } from '../option-values.ts'

/** `guestlist erase` */
export const erase: Command = {
  name: 'erase',
  summary: 'Take the personal data out of an invitation, and revoke it; there is no way back',
  usage: 'ID',
  options: { yes: { type: 'boolean' } },
  help: { yes: 'do not ask' },
  examples: ['guestlist erase inv_x3pZ8dN1T0uYq5mCkR7wEg'],
  async run({ client, output, words, json, confirm }) {
    const id = readOneWord(words, 'ID')
    await confirm(`Erase the personal data in ${id}? There is no way back.`)
    const erased = await client.request<Invitation>(
      'POST',
      `/api/invitations/${encodeURIComponent(id)}/erase`,
    )
    output.print(json ? JSON.stringify(erased) : `Erased ${erased.id}`)
  },
}
