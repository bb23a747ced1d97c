import type { Locale } from '../../contract/locale.ts'
import type { Log } from '../base/log.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { MailError, type Mailer } from '../mail/mailer.ts'
import { renderNewPasswordMail } from '../mail/new-password-mail.ts'
import { type ManagementApi, ManagementError, type TenantUser } from '../management/management-api.ts'
import type { Templates } from '../templates/templates.ts'

const TTL_SECONDS = 3_600
const HOUR_MS = 3_600_000
const MAILS_PER_HOUR = 3

export interface PasswordLinkDeps {
  readonly management: Pick<ManagementApi, 'createPasswordTicket'>
  readonly ledger: Pick<Ledger, 'incrementCounter'>
  readonly mailer: Mailer
  readonly organizationName: string
  readonly publicUrl: string
  /** The operator's own messages, where there are any. */
  readonly templates: Templates
  readonly log: Log
  readonly now: () => number
}

/** `unsupported`: no database of the tenant's knows a password of this user, or there is no address to write to. */
export type PasswordLinkOutcome = 'sent' | 'unsupported' | 'too_many' | 'failed'

/** Has this user a password that Auth0 keeps, and an address for the way to a new one? */
export function canChangePassword({ identities, email }: Pick<TenantUser, 'identities' | 'email'>): boolean {
  return identities[0]?.provider === 'auth0' && email !== undefined
}

/**
 * Sends Auth0's own link to a new password to the address of the account. By mail, because a browser that somebody has
 * left open proves less than the mailbox does.
 */
export async function sendPasswordLink(
  deps: PasswordLinkDeps,
  user: Pick<TenantUser, 'userId' | 'identities' | 'email'>,
  locale: Locale,
): Promise<PasswordLinkOutcome> {
  const { email } = user
  if (!canChangePassword(user) || email === undefined) return 'unsupported'
  const now = deps.now()
  const windowStart = Math.floor(now / HOUR_MS) * HOUR_MS
  const counter = { key: `password_link:${user.userId}`, windowStart, limit: MAILS_PER_HOUR }
  if (!(await deps.ledger.incrementCounter(counter)).allowed) return 'too_many'
  try {
    const ticket = { ttlSeconds: TTL_SECONDS, resultUrl: `${deps.publicUrl}/account` }
    const link = await deps.management.createPasswordTicket(user.userId, ticket, { urgency: 'waiting' })
    const expiresAt = new Date(now + TTL_SECONDS * 1000)
    const facts = { organization: deps.organizationName, locale, link, expiresAt }
    const mail = renderNewPasswordMail(facts, deps.templates)
    await deps.mailer.send({ ...mail, to: email, category: 'new_password', references: {} })
    return 'sent'
  } catch (error) {
    if (!(error instanceof ManagementError) && !(error instanceof MailError)) throw error
    deps.log.warn('password_link_failed', { user: user.userId, code: error.code })
    return 'failed'
  }
}
