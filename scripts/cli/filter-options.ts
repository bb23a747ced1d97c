import type { OptionSpecs, OptionValues } from './command.ts'
import { readText } from './option-values.ts'
import type { Query } from './service-client.ts'

/** Options that narrow invitations down, and the API's names for them. */
const filters = {
  status: ['status', 'pending, accepted, declined, revoked or expired'],
  mail: ['delivery_status', 'queued, failed, sent, deferred, delivered, bounced or complained'],
  email: ['email', 'exactly this address'],
  inviter: ['inviter', 'subject of the inviter'],
  role: ['role', 'grants this role'],
  application: ['client_id', 'leads to this application'],
  'external-id': ['external_id', 'your own id'],
  'created-after': ['created_after', 'an instant, such as 2026-11-01T00:00:00Z'],
  'created-before': ['created_before', 'an instant'],
  'expires-after': ['expires_after', 'an instant'],
  'expires-before': ['expires_before', 'an instant'],
} as const

export const filterOptions: OptionSpecs = Object.fromEntries(
  Object.keys(filters).map(name => [name, { type: 'string' as const }]),
)

export const filterHelp: Record<string, string> = Object.fromEntries(
  Object.entries(filters).map(([name, [, text]]) => [name, text]),
)

/** The conditions that were given, under the API's names. */
export function readFilters(options: OptionValues): Query {
  const entries = Object.entries(filters).map(([name, [field]]) => [field, readText(options, name)] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}
