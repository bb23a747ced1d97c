import { decodeJwt } from 'jose'
import { CliError } from '../cli-error.ts'
import type { Command } from '../command.ts'

/** `guestlist whoami` */
export const whoami: Command = {
  name: 'whoami',
  summary: 'Who this program is to the service, what the token allows, and until when',
  usage: '',
  options: {},
  help: {},
  examples: ['guestlist whoami'],
  async run({ client, output, json }) {
    const { url, token } = await client.identify()
    const { sub, exp, permissions } = read(token)
    const allowed = Array.isArray(permissions) ? permissions.map(String) : []
    const until = exp === undefined ? null : new Date(exp * 1_000).toISOString()
    if (json) return output.print(JSON.stringify({ url, id: sub, permissions: allowed, until }))
    output.print(`${sub} at ${url}`)
    output.print(`may: ${allowed.join(', ') || 'nothing'}`)
    output.print(`until: ${until ?? 'no end is said'}`)
  },
}

/** Reads what the token says; whether it is right, only the service can tell. */
function read(token: string) {
  try {
    return decodeJwt(token)
  } catch (cause) {
    throw new CliError('denied', 'The access token is not one that can be read.', { cause })
  }
}
