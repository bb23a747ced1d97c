import { isInheritedName } from '../../../../contract/inherited-name.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { Site } from '../../pages/site.ts'
import { findAdvancedFault } from './advanced-fields.ts'
import { type InviteForm, MAX_RECIPIENTS } from './invite-form.ts'
import type { Failed } from './send-invitations.ts'

/** What is wrong with the form: with which of its fields, and why. */
export interface InviteFault {
  readonly field: FormField
  readonly text: string
}

/** Fields of the API, by what they are called in the form. */
const fields = {
  kind: 'kind',
  domain: 'domain',
  max_uses: 'max_uses',
  roles: 'roles',
  client_id: 'application',
  ttl_sec: 'lifetime',
  locale: 'language',
  message: 'message',
  external_id: 'external_id',
  result_url: 'result_url',
  connection: 'connection',
  permissions: 'permissions',
  app_metadata: 'app_metadata',
  user_metadata: 'user_metadata',
} as const
const advanced = ['external_id', 'result_url', 'connection', 'permissions', 'app_metadata', 'user_metadata']

export type FormField = 'addresses' | (typeof fields)[keyof typeof fields]

/** Is it among those that are folded away? */
export function isAdvancedField(field: FormField | undefined): boolean {
  return field !== undefined && advanced.includes(field)
}

/** The first thing that is missing or cannot be read, before anything is asked. */
export function findFault(
  { kind, domain, maxUses, advanced: more }: InviteForm,
  recipients: number,
  { locale }: Pick<Site, 'locale'>,
): InviteFault | undefined {
  const messages = messagesFor(locale).invite
  const uses = Number(maxUses)
  if (kind === 'personal' && recipients === 0) return { field: 'addresses', text: messages.missing }
  if (kind === 'personal' && recipients > MAX_RECIPIENTS)
    return { field: 'addresses', text: messages.tooMany(MAX_RECIPIENTS) }
  if (kind === 'domain' && domain === '') return { field: 'domain', text: messages.missingDomain }
  if (kind !== 'personal' && !(Number.isInteger(uses) && uses >= 1 && uses <= 100_000))
    return { field: 'max_uses', text: messages.missingUses }
  const wrong = findAdvancedFault(more)
  if (wrong === undefined) return undefined
  const { field, unsafeNumber } = wrong
  const text =
    unsafeNumber === undefined
      ? messages.advanced.faults[field]
      : messages.advanced.unsafeNumber(unsafeNumber)
  return { field, text }
}

/** What the rules have refused because of the form itself, whomever it is for. */
export function toFormFault(
  { reason, field = '' }: Failed,
  { locale }: Pick<Site, 'locale'>,
): InviteFault | undefined {
  // Metadata and lists are named with their key or place.
  const [name = '', ...keys] = field.split('.')
  if (!isField(name)) return undefined
  const key = keys.at(-1)
  if (key !== undefined && isInheritedName(key))
    return { field: fields[name], text: `${textOf('reserved_key', locale)} (${key})` }
  const { faults } = messagesFor(locale).invite.advanced
  const shapes: Partial<Record<string, string>> = faults
  const text = (reason === 'invalid_field' ? shapes[name] : undefined) ?? textOf(reason, locale)
  return { field: fields[name], text }
}

/** Why it was refused, in words. */
export function textOf(reason: Failed['reason'], locale: Site['locale']): string {
  return messagesFor(locale).invitation.reason[reason === 'invalid_field' ? 'invalid_text' : reason]
}

function isField(name: string): name is keyof typeof fields {
  return Object.hasOwn(fields, name)
}
