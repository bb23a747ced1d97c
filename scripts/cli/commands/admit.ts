import type { Command } from '../command.ts'
import { readOneWord, readText } from '../option-values.ts'

/** `guestlist admit` */
export const admit: Command = {
  name: 'admit',
  summary: 'Let a person pass the gate without an invitation',
  usage: 'USER_ID | ADDRESS --connection DATABASE',
  options: { connection: { type: 'string' } },
  help: { connection: 'make a new user with this address in this database' },
  examples: [
    "guestlist admit 'auth0|6561f1c2a9b0d3e4f5a6b7c8'",
    'guestlist admit grace@example.com --connection Username-Password-Authentication',
  ],
  async run({ client, output, words, options, json }) {
    const word = readOneWord(words, 'user id or address')
    const connection = readText(options, 'connection')
    const body = connection === undefined ? { user_id: word } : { email: word, connection }
    const done = await client.request<{ user_id: string; is_new: boolean }>('POST', '/api/users/admit', {
      body,
    })
    if (json) return output.print(JSON.stringify(done))
    output.print(done.is_new ? `Made and admitted ${done.user_id}` : `Admitted ${done.user_id}`)
  },
}
