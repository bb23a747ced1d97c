import { setTimeout } from 'node:timers/promises'
import type { LinkClaims } from '../../../contract/link-token.ts'
import type { BackgroundTasks } from '../../base/background-tasks.ts'
import type { Log } from '../../base/log.ts'
import type { Invitation } from '../../invitations/model/invitation.ts'
import type { InvitationUseCases } from '../../invitations/use-cases.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { TenantClient } from '../../management/management-api.ts'
import type { PressLimiter } from '../../policy/press-limits.ts'
import type { Joining } from '../../profile/joining.ts'
import type { Sealer } from '../../sign-in/sealed-cookie.ts'
import type { SignIn } from '../../sign-in/sign-in.ts'
import type { Brand } from '../pages/site.ts'
import type { BrowserCookies } from './browser-cookies.ts'
import { decideDestination } from './destination.ts'

/** What the invitee's pages need. */
export interface InviteeDeps {
  readonly publicUrl: string
  readonly loginOrigin: string
  readonly tenantDomain: string
  /** The service's own client id in the tenant. */
  readonly clientId: string
  readonly welcomeUrl: string
  readonly resultUrlOrigins: readonly string[]
  /** What is asked before Accept leads on. */
  readonly joining: Joining
  readonly brand: Brand
  /** Throws TokenError. */
  readonly verifyLink: (token: string) => Promise<LinkClaims>
  readonly invitations: Pick<
    InvitationUseCases,
    | 'open'
    | 'accept'
    | 'lookUpAccounts'
    | 'decline'
    | 'deliver'
    | 'renew'
    | 'inviteThroughLink'
    | 'enterCode'
    | 'enterCodeOfMessage'
  >
  readonly ledger: Ledger
  readonly findClient: (clientId: string) => Promise<TenantClient | undefined>
  readonly signIn: SignIn
  readonly sealer: Sealer
  readonly cookies: BrowserCookies
  readonly log: Log
  readonly backgroundTasks: BackgroundTasks
  /** Counts what is pressed without a session. */
  readonly presses: PressLimiter
  /** How many proxies of the operator's stand before the service. */
  readonly proxyHops: number
  /** There is work that somebody waits for. */
  readonly wakeWorker: () => void
  readonly now: () => number
}

/** The application that an invitation leads to: its name for people, and its address. */
export interface Target {
  readonly applicationName: string | undefined
  readonly destination: string
}

/** A page is shown without the application's name rather than late. */
const LOOKUP_TIMEOUT_MS = 1_000

/** Looks the application up. A tenant that does not answer costs its name and address, never the page. */
export async function findTarget(deps: InviteeDeps, invitation: Invitation | undefined): Promise<Target> {
  if (!invitation) return { applicationName: undefined, destination: deps.welcomeUrl }
  const client = invitation.clientId ? await findClientInTime(deps, invitation.clientId) : undefined
  return { applicationName: client?.name, destination: decideDestination(invitation, client, deps) }
}

/** The application, if the tenant says it within a second. Never throws. */
export async function findClientInTime(
  deps: Pick<InviteeDeps, 'findClient'>,
  clientId: string,
): Promise<TenantClient | undefined> {
  const timeout = new AbortController()
  const late = setTimeout(LOOKUP_TIMEOUT_MS, undefined, { signal: timeout.signal }).catch(() => undefined)
  try {
    return await Promise.race([deps.findClient(clientId).catch(() => undefined), late])
  } finally {
    timeout.abort()
  }
}
