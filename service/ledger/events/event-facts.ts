import type { InvitationRow, InvitationUpdate } from '../schema/schema.ts'

/** What an event says with its value; everything else is personal, long or of no interest, and only named. */
const shown = [
  'kind',
  'status',
  'generation',
  'delivery',
  'delivery_status',
  'vouched_by',
  'domain',
  'client_id',
  'connection',
  'organization',
  'locale',
  'external_id',
  'on_existing_user',
  'max_uses',
  'uses',
  'parent_id',
] as const satisfies (keyof InvitationRow)[]

const shownLists = ['roles', 'permissions'] as const
const shownKeys = ['app_metadata', 'user_metadata'] as const
const shownFlags = ['notify_inviter', 'revoke_on_release'] as const
const shownInstants = ['expires_at', 'accepted_at'] as const

/** Columns that change without being named: they follow from others. */
const named = {
  invitee_email: 'invitee',
  invitee_phone_number: 'invitee',
  inviter_name: 'inviter_name',
  message: 'message',
  profile: 'profile',
  result_url: 'result_url',
  app_metadata: 'app_metadata',
  user_metadata: 'user_metadata',
} as const

/** What the event of a new invitation says about it: what it has. */
export function toCreationFacts(row: Partial<InvitationRow>): object {
  return toEventFacts(row, value => value != null)
}

/** What an event says about columns: of metadata its keys only, of an address or a text nothing. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one line for each kind of column.
function toEventFacts(
  row: Partial<InvitationRow>,
  isSaid: (value: unknown) => boolean = value => value !== undefined,
): Record<string, unknown> {
  const facts: Record<string, unknown> = {}
  for (const name of shown) if (isSaid(row[name])) facts[name] = row[name]
  for (const name of shownLists) if (isSaid(row[name])) facts[name] = JSON.parse(row[name] ?? '[]')
  for (const name of shownKeys)
    if (isSaid(row[name])) facts[`${name}_keys`] = Object.keys(JSON.parse(row[name] ?? '{}'))
  for (const name of shownFlags) if (isSaid(row[name])) facts[name] = row[name] === 1
  for (const name of shownInstants) if (isSaid(row[name])) facts[name] = toIsoInstant(row[name])
  return facts
}

function toIsoInstant(instant: number | null | undefined): string | null {
  return instant == null ? null : new Date(instant).toISOString()
}

/** What an event says about a change of a row: before, after, and in `changed` what it does not show. */
export function toChangeFacts(row: InvitationRow, set: InvitationUpdate): { before: object; after: object } {
  const next = set as Partial<InvitationRow>
  const columns = (Object.keys(set) as (keyof InvitationRow)[]).filter(name => next[name] !== row[name])
  const pick = (from: Partial<InvitationRow>) => Object.fromEntries(columns.map(name => [name, from[name]]))
  const changed = new Set(
    columns.map(name => (name in named ? named[name as keyof typeof named] : undefined)),
  )
  changed.delete(undefined)
  return {
    before: toEventFacts(pick(row)),
    after: { ...toEventFacts(pick(next)), ...(changed.size > 0 && { changed: [...changed] }) },
  }
}
