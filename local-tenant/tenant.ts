import { randomBytes, randomUUID } from 'node:crypto'
import { adoptState, createFreshState } from './fresh-state.ts'
import type { JsonObject, LogEntry, Mail, Sms, TenantState, Ticket, User } from './state.ts'
import { defaultSwitches, type Switches } from './switches.ts'
import { createUser, deleteUser, type NewUser, type UserPatch, updateUser } from './user-store.ts'

/** One Auth0 tenant: its records, its two domains, and the few operations that both halves must do alike. */
export interface Tenant {
  /** Replaced as a whole by `restore`: never keep a reference to a part of it. */
  state: TenantState
  /** `https://localhost:4443`: Management API, CLI; its issuer is this + `/`. */
  readonly canonicalUrl: string
  /** `http://localhost:4400`: what browsers see; tokens of flows begun here have this + `/` as issuer. */
  readonly customUrl: string
  readonly switches: Switches
  now(): Date
  restore(state: TenantState): void
  log(entry: Omit<LogEntry, 'log_id' | 'date'>): void
  sendMail(mail: Omit<Mail, 'id' | 'at'>): void
  sendSms(sms: Omit<Sms, 'id' | 'at'>): void
  findUser(userId: string): User | undefined
  /** Throws RefusedWrite: 409 when the user exists, 400 for reserved metadata names or an unknown connection. */
  createUser(user: NewUser): User
  /** Merges as Auth0 does and ends the user's sessions where it does; undefined when there is no such user. */
  updateUser(userId: string, patch: UserPatch): User | undefined
  /** Removes the user with roles, permissions, memberships, sessions and refresh tokens. */
  deleteUser(userId: string): boolean
  /** Makes a ticket and returns its link: `/u/email-verification?ticket=` or `/u/reset-verify?ticket=`. */
  createTicket(ticket: Omit<Ticket, 'id' | 'expires_at'>, ttlSeconds: number): string
}

/** What the Pre-User-Registration Actions said about a user that is about to be made. */
export type RegistrationOutcome =
  | { outcome: 'admitted'; user_metadata: JsonObject; app_metadata: JsonObject }
  | { outcome: 'denied'; reason: string; userMessage: string }

/**
 * Runs the Pre-User-Registration Actions for a user that the Management API is about to make. The login half has it;
 * `POST /users` calls it for database and passwordless connections.
 */
export type PreUserRegistration = (tenant: Tenant, user: NewUser) => Promise<RegistrationOutcome>

export interface TenantOptions {
  canonicalUrl: string
  customUrl: string
  /** A kept state; default: a fresh tenant. */
  state?: TenantState
  switches?: Partial<Switches>
  now?: () => Date
}

/** Older logs and mails are dropped: a bulk run must not fill the memory. */
const mostKept = 5000

const pathOfTicket: Record<Ticket['kind'], string> = {
  'email-verification': '/u/email-verification',
  'password-change': '/u/reset-verify',
}

export function createTenant(options: TenantOptions): Tenant {
  const { canonicalUrl, customUrl, now = () => new Date() } = options
  const tenant: Tenant = {
    state: adoptState(options.state ?? createFreshState(canonicalUrl), canonicalUrl),
    canonicalUrl,
    customUrl,
    switches: { ...defaultSwitches(), ...options.switches },
    now,
    restore(state) {
      tenant.state = adoptState(state, canonicalUrl)
    },
    log(entry) {
      const date = now()
      keep(tenant.state.logs, {
        log_id: `${date.getTime()}${randomBytes(12).toString('hex')}`,
        date: date.toISOString(),
        ...entry,
      })
    },
    sendMail(mail) {
      keep(tenant.state.mails, { id: randomUUID(), at: now().toISOString(), ...mail })
    },
    sendSms(sms) {
      keep(tenant.state.sms, { id: randomUUID(), at: now().toISOString(), ...sms })
    },
    findUser: userId => tenant.state.users.find(user => user.user_id === userId),
    createUser: user => createUser(tenant.state, user, now()),
    updateUser: (userId, patch) => updateUser(tenant.state, userId, patch, now()),
    deleteUser: userId => deleteUser(tenant.state, userId),
    createTicket(ticket, ttlSeconds) {
      const id = randomBytes(24).toString('base64url')
      const expires_at = new Date(now().getTime() + ttlSeconds * 1000).toISOString()
      tenant.state.tickets.push({ id, expires_at, ...ticket })
      const origin = tenant.switches.customDomain ? customUrl : canonicalUrl
      return `${origin}${pathOfTicket[ticket.kind]}?ticket=${id}#`
    },
  }
  return tenant
}

function keep<Entry>(list: Entry[], entry: Entry): void {
  list.push(entry)
  if (list.length > mostKept) list.shift()
}
