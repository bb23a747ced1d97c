/** An invitation as the API answers it, as far as the program shows it. */
export interface Invitation {
  readonly id: string
  readonly kind: 'personal' | 'shared' | 'domain'
  readonly status: string
  readonly delivery_status: string | null
  readonly inviter: { readonly id: string; readonly name: string | null }
  readonly invitee: { readonly email: string | null; readonly phone_number: string | null }
  readonly domain: string | null
  readonly roles: readonly string[]
  readonly external_id: string | null
  readonly uses: number
  readonly max_uses: number
  readonly created_at: string
  readonly expires_at: string
  readonly accepted_at: string | null
  readonly invitation_url?: string
  readonly redemptions: readonly { readonly user_id: string; readonly redeemed_at: string }[]
}

/** For whom it is, in one word. */
export function toRecipient({ kind, invitee, domain }: Invitation): string {
  if (kind === 'domain') return `anybody at ${domain}`
  return kind === 'shared' ? 'whoever has the link' : (invitee.email ?? invitee.phone_number ?? '(erased)')
}

/** One line for a list. */
export function toCells(invitation: Invitation): string[] {
  const { id, status, delivery_status, roles, uses, max_uses, expires_at } = invitation
  const usage = max_uses > 1 ? ` ${uses}/${max_uses}` : ''
  return [
    id,
    toRecipient(invitation),
    `${status}${usage}`,
    delivery_status ?? '-',
    roles.join(', ') || '-',
    expires_at.slice(0, 16).replace('T', ' '),
  ]
}

export const cellTitles = ['ID', 'FOR', 'STATUS', 'MAIL', 'ROLES', 'EXPIRES (UTC)']
