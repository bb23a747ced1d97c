import type { Caller } from '../../../invitations/model/caller.ts'
import { type AdvancedFields, readAdvanced, toAdvancedBody } from './advanced-fields.ts'

export const MAX_RECIPIENTS = 200

/** What somebody has filled in, as it came; a page that asks again shows all of it. */
export interface InviteForm {
  /** Names this filling-in: sent twice, it invites once. */
  readonly nonce: string
  readonly kind: 'personal' | 'shared' | 'domain'
  readonly addresses: string
  readonly domain: string
  readonly maxUses: string
  readonly roles: readonly string[]
  readonly application: string
  readonly delivery: 'mail' | 'link'
  readonly language: string
  readonly message: string
  readonly lifetime: string
  readonly onLive: 'refuse' | 'replace' | 'extend'
  readonly notifies: boolean
  readonly advanced: AdvancedFields
}

const kinds = ['personal', 'shared', 'domain'] as const
const onLives = ['refuse', 'replace', 'extend'] as const

/** Reads the form. What is not there, or is none of the choices, has its usual value. */
export function readInviteForm(fields: Record<string, unknown>, usual: { nonce: string; language: string }) {
  const text = (name: string) => {
    const value = fields[name]
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : ''
  }
  const form: InviteForm = {
    nonce: /^[\w-]{22}$/.test(text('nonce')) ? text('nonce') : usual.nonce,
    kind: kinds.find(kind => kind === fields.kind) ?? 'personal',
    addresses: text('addresses'),
    domain: text('domain'),
    maxUses: text('max_uses') || '10',
    roles: [fields.roles ?? []].flat().filter(role => typeof role === 'string'),
    application: text('application'),
    delivery: fields.delivery === 'link' ? 'link' : 'mail',
    language: text('language') || usual.language,
    message: text('message'),
    lifetime: text('lifetime'),
    onLive: onLives.find(choice => choice === fields.on_live) ?? 'refuse',
    notifies: fields.notify === 'yes',
    advanced: readAdvanced(text),
  }
  return form
}

/** One request to the API for each invitation: the pages ask for nothing that it does not have. */
export function toInvitationBody(form: InviteForm, caller: Caller): Record<string, unknown> {
  const ttlSeconds = /^\d{1,8}$/.test(form.lifetime) ? Number(form.lifetime) : undefined
  const isPersonal = form.kind === 'personal'
  return {
    kind: form.kind,
    roles: form.roles,
    locale: form.language,
    ...(form.application && { client_id: form.application }),
    ...(form.message && { message: form.message }),
    ...(ttlSeconds !== undefined && { ttl_sec: ttlSeconds }),
    ...(form.notifies && { notify_inviter: true }),
    ...(isPersonal && { send_invitation_email: form.delivery === 'mail' }),
    ...(isPersonal && form.onLive !== 'refuse' && { on_live_invitation: form.onLive }),
    ...(form.kind === 'domain' && { domain: form.domain }),
    ...(!isPersonal && { max_uses: Number(form.maxUses) }),
    ...toAdvancedBody(form.advanced),
    // Only what the person may ask for; the rules say the same.
    ...(!caller.permissions.has('create:shared_links') && { kind: 'personal' }),
  }
}
