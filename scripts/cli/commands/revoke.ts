import { CliError } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { filterHelp, filterOptions, readFilters } from '../filter-options.ts'
import type { Invitation } from '../invitation.ts'

/** `guestlist revoke` */
export const revoke: Command = {
  name: 'revoke',
  summary: 'Revoke invitations, by id or by what they have in common',
  usage: 'ID... | --all-matching [conditions]',
  options: { ...filterOptions, 'all-matching': { type: 'boolean' }, yes: { type: 'boolean' } },
  help: {
    'all-matching': 'revoke every pending invitation that meets all conditions',
    yes: 'do not ask',
    ...filterHelp,
  },
  examples: [
    'guestlist revoke inv_x3pZ8dN1T0uYq5mCkR7wEg',
    'guestlist revoke --all-matching --role Editor --created-before 2026-11-01T00:00:00Z',
  ],
  async run({ client, output, words, options, json, confirm }) {
    const filters = readFilters(options)
    const isBulk = options['all-matching'] === true
    if (isBulk === words.length > 0 || isBulk !== Object.keys(filters).length > 0)
      throw new CliError('usage', 'Either ids, or --all-matching with at least one condition.')
    await confirm(isBulk ? 'Revoke every pending invitation that matches?' : `Revoke ${words.join(', ')}?`)
    if (isBulk) {
      const { revoked } = await client.request<{ revoked: number }>('POST', '/api/invitations/revoke', {
        body: filters,
      })
      return output.print(json ? JSON.stringify({ revoked }) : `Revoked ${revoked}`)
    }
    for (const id of words) {
      const revoked = await client.request<Invitation>(
        'POST',
        `/api/invitations/${encodeURIComponent(id)}/revoke`,
      )
      output.print(json ? JSON.stringify(revoked) : `Revoked ${revoked.id}`)
    }
  },
}
