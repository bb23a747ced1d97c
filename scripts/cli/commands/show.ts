import type { Command } from '../command.ts'
import { type Invitation, toRecipient } from '../invitation.ts'
import { readOneWord } from '../option-values.ts'
import { toPlain, toTable } from '../table.ts'

interface History {
  readonly events: readonly {
    readonly at: string
    readonly type: string
    readonly actor: { kind: string; id: string | null }
  }[]
}

/** `guestlist show` */
export const show: Command = {
  name: 'show',
  summary: 'Show one invitation and its history',
  usage: 'ID',
  options: {},
  help: {},
  examples: ['guestlist show inv_x3pZ8dN1T0uYq5mCkR7wEg'],
  async run({ client, output, words, json }) {
    const path = `/api/invitations/${encodeURIComponent(readOneWord(words, 'ID'))}`
    const invitation = await client.request<Invitation>('GET', path)
    const { events } = await client.request<History>('GET', `${path}/history`)
    if (json) return output.print(JSON.stringify({ ...invitation, history: events }))
    output.print(toTable(['FIELD', 'VALUE'], toRows(invitation)))
    output.print('')
    output.print(
      toTable(
        ['AT', 'WHAT', 'WHO'],
        events.map(({ at, type, actor }) => [at, type, `${actor.kind} ${actor.id ?? ''}`]),
      ),
    )
  },
}

function toRows(invitation: Invitation): string[][] {
  const { inviter, redemptions, ...rest } = invitation
  const rows = [
    ['for', toRecipient(invitation)],
    ['invited by', inviter.name ? `${inviter.name} (${inviter.id})` : inviter.id],
    ...redemptions.map(({ user_id, redeemed_at }) => ['used by', `${user_id} at ${redeemed_at}`]),
  ]
  const shown = [
    'id',
    'status',
    'delivery_status',
    'roles',
    'uses',
    'max_uses',
    'external_id',
    'created_at',
    'expires_at',
    'accepted_at',
  ] as const
  return [...rows, ...shown.map(name => [name.replaceAll('_', ' '), toCell(rest[name])])]
}

function toCell(value: unknown): string {
  if (value === null || value === undefined) return '-'
  return toPlain(Array.isArray(value) ? value.join(', ') || '-' : String(value))
}
