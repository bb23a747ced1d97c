import type { Command } from '../command.ts'

interface RefusedProfile {
  readonly user_id: string
  readonly connection: string
  readonly refused_at: string
}

interface Outcome {
  readonly outcome: 'removed' | 'would_remove' | 'kept'
  readonly reason?: string
}

/** `guestlist refused-profiles` */
export const refusedProfiles: Command = {
  name: 'refused-profiles',
  summary: 'Remove the profiles that refused social logins have left in the tenant',
  usage: '[--dry-run]',
  options: { 'dry-run': { type: 'boolean' } },
  help: { 'dry-run': 'only say what would happen' },
  examples: ['guestlist refused-profiles --dry-run'],
  async run({ client, output, options, json }) {
    const { refused_profiles: found } = await client.request<{ refused_profiles: RefusedProfile[] }>(
      'GET',
      '/api/refused_profiles',
    )
    const body = { dry_run: options['dry-run'] === true }
    for (const [index, { user_id, refused_at }] of found.entries()) {
      output.remark(`${index + 1} of ${found.length}`)
      const path = `/api/refused_profiles/${encodeURIComponent(user_id)}/remove`
      const done = await client.request<Outcome>('POST', path, { body })
      const text = [done.outcome.replace('_', ' '), user_id, `refused ${refused_at}`, done.reason].filter(
        Boolean,
      )
      output.print(json ? JSON.stringify({ user_id, refused_at, ...done }) : text.join('  '))
    }
    if (found.length === 0) output.remark('Nobody was refused in the last day.')
  },
}
