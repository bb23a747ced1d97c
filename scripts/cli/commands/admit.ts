import { readFile } from 'node:fs/promises'
import { CliError } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { readText } from '../option-values.ts'

/** `guestlist admit` */
export const admit: Command = {
  name: 'admit',
  summary: 'Let people pass the gate without an invitation',
  usage: 'USER_ID | ADDRESS...',
  options: { connection: { type: 'string' }, file: { type: 'string' } },
  help: {
    connection: 'make a new user in this database for an address that has no account there',
    file: 'read more of them from a file, one a line',
  },
  examples: [
    "guestlist admit 'auth0|6561f1c2a9b0d3e4f5a6b7c8'",
    'guestlist admit grace@example.com',
    'guestlist admit grace@example.com --connection Username-Password-Authentication',
    'guestlist admit --file members.txt',
  ],
  async run({ client, output, words, options, json }) {
    const connection = readText(options, 'connection')
    const all = [...words, ...(await readFileOf(readText(options, 'file')))]
    if (all.length === 0) throw new CliError('usage', 'Say whom to admit: a user id or an address.')
    for (const word of all) {
      const done = await client.request<Admitted>('POST', '/api/users/admit', {
        body: toBody(word, connection),
      })
      if (json) output.print(JSON.stringify(done))
      else output.print(`${done.is_new ? 'Made and admitted' : 'Admitted'} ${done.user_ids.join(', ')}`)
    }
  },
}

interface Admitted {
  user_ids: string[]
  is_new: boolean
}

/** Every id has a bar in it, and no address of an account has. */
function toBody(word: string, connection: string | undefined) {
  if (word.includes('|')) return { user_id: word }
  return connection === undefined ? { email: word } : { email: word, connection }
}

async function readFileOf(file: string | undefined): Promise<string[]> {
  if (file === undefined) return []
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CliError('usage', `The file cannot be read: ${file}`, { cause })
  })
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}
