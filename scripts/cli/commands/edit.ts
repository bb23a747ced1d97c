import { CliError } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { type Invitation, toRecipient } from '../invitation.ts'
import { readOneWord, readPairs, readSeconds, readText, readTexts } from '../option-values.ts'

/** `guestlist edit` */
export const edit: Command = {
  name: 'edit',
  summary: 'Change a pending invitation',
  usage: 'ID',
  options: {
    email: { type: 'string' },
    role: { type: 'string', short: 'r', multiple: true },
    'no-roles': { type: 'boolean' },
    'app-metadata': { type: 'string', multiple: true },
    'user-metadata': { type: 'string', multiple: true },
    message: { type: 'string', short: 'm' },
    locale: { type: 'string' },
    'result-url': { type: 'string' },
    'external-id': { type: 'string' },
    ttl: { type: 'string' },
  },
  help: {
    email: 'another address; the old link is dead, a new mail goes out',
    role: 'the roles it grants from now on, instead of the old ones',
    'no-roles': 'it grants no role from now on',
    'app-metadata': 'key=value, instead of the old app_metadata',
    'user-metadata': 'key=value, instead of the old user_metadata',
    message: 'another personal message',
    locale: 'another language',
    'result-url': 'another place to go to afterwards',
    'external-id': 'another id of yours',
    ttl: 'a new end, counted from now: 3600, 12h, 7d',
  },
  examples: ['guestlist edit inv_x3pZ8dN1T0uYq5mCkR7wEg --role Viewer --role Editor'],
  async run({ client, output, words, options, json }) {
    const id = readOneWord(words, 'ID')
    const email = readText(options, 'email')
    const roles = readTexts(options, 'role')
    const changes = Object.entries({
      invitee: email === undefined ? undefined : { email },
      roles: roles.length > 0 || options['no-roles'] === true ? roles : undefined,
      app_metadata: readPairs(options, 'app-metadata'),
      user_metadata: readPairs(options, 'user-metadata'),
      message: readText(options, 'message'),
      locale: readText(options, 'locale'),
      result_url: readText(options, 'result-url'),
      external_id: readText(options, 'external-id'),
      ttl_sec: readSeconds(options, 'ttl'),
    }).filter(([, value]) => value !== undefined)
    if (changes.length === 0) throw new CliError('usage', 'Nothing to change was given.')
    const path = `/api/invitations/${encodeURIComponent(id)}`
    const changed = await client.request<Invitation>('PATCH', path, { body: Object.fromEntries(changes) })
    output.print(
      json
        ? JSON.stringify(changed)
        : [`Changed ${changed.id}  ${toRecipient(changed)}`, changed.invitation_url]
            .filter(Boolean)
            .join('  '),
    )
  },
}
