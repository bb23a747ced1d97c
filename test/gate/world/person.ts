import { createHash, randomBytes } from 'node:crypto'
import { decodeJwt } from 'jose'
import { codeOfSentence, type RefusalCode } from '../../../contract/refusal.ts'
import { type Browser, createBrowser, type Page } from '../../../local-tenant/login/testing/browser.ts'
import { acceptInvitation } from '../../../service/invitations/accept/accept-invitation.ts'
import { lookAtAccounts } from '../../../service/invitations/accounts/look-at-accounts.ts'
import { randomId } from '../../../service/invitations/model/random-id.ts'
import { hashSecret } from '../../../service/ledger/engine/hash-secret.ts'
import type { NewInvitationRow } from '../../../service/ledger/schema/schema.ts'
import { createCatalog } from '../../../service/management/catalog.ts'
import { createOpenGuard } from '../../service/invitations/open-guard.ts'
import { DAY_MS, invitationRow } from '../../service/ledger/ledger-rows.ts'
import { callback } from './gate-tenant.ts'
import { type GateWorld, inviter } from './gate-world.ts'

export const password = 'Correct-horse-1'
const verifier = randomBytes(32).toString('base64url')
const challenge = createHash('sha256').update(verifier).digest('base64url')

/** What Accept leaves a person with. */
export interface Acceptance {
  invitation: string
  token: string
  state: string
  ref: string
}

/** A live invitation to the role of an editor. */
export async function invite(world: GateWorld, changes: Partial<NewInvitationRow> = {}): Promise<string> {
  const now = world.now()
  const row = invitationRow({
    id: `inv_${randomId()}`,
    ...inviter,
    roles: '["Editor"]',
    link_issued_at: now,
    created_at: now,
    updated_at: now,
    expires_at: now + 7 * DAY_MS,
    ...changes,
  })
  await world.ledger.createInvitation(row, { mail: false })
  return row.id
}

/** Presses Accept, which looks at the tenant as well; the handoff is for a login of `clientId`. */
export async function accept(world: GateWorld, id: string, clientId = 'portal'): Promise<Acceptance> {
  const row = await world.ledger.findInvitation(id)
  const key = { invitationId: id, generation: row?.generation ?? 0, clientId }
  const deps = { ...world, joining: world.config.joining, guard: createOpenGuard(), randomId }
  const accepted = await acceptInvitation(deps, key)
  if (accepted.outcome === 'refused') throw new TypeError(`not accepted: ${accepted.code}`)
  const { gate } = world.config
  const lookDeps = { ...world, looks: world.management, gate, randomId, catalog: createCatalog(world) }
  await lookAtAccounts(lookDeps, accepted.invitation, accepted.handoff.ref)
  return { invitation: id, ...accepted.handoff }
}

/** A browser that stops where the tenant's pages end. */
export function openBrowser({ tenant }: GateWorld): Browser {
  const site = {
    request: (url: string, init: RequestInit) => fetch(url, { ...init, redirect: 'manual' as const }),
  }
  return createBrowser(site, [tenant.url])
}

/** Address of `/authorize` for an application. */
export function authorizeUrl({ tenant }: GateWorld, params: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: 'portal',
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid profile email',
    state: 'state-of-the-application',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...params,
  })
  return `${tenant.url}/authorize?${query}`
}

/** How a login or a sign-up ended. */
export type Outcome = { outcome: 'in'; code: string } | { outcome: 'refused'; code: RefusalCode } | Unknown

interface Unknown {
  outcome: 'unknown'
  page: string
}

/** Reads how a journey ended: back at the application, on our page, or still on the tenant's form. */
export async function outcomeOf(world: GateWorld, page: Page): Promise<Outcome> {
  const { url } = page
  const code = url.searchParams.get('code')
  if (code !== null && !url.href.startsWith(world.tenant.url)) return { outcome: 'in', code }
  const refused = await refusalOf(world, page)
  if (refused) return { outcome: 'refused', code: refused }
  return { outcome: 'unknown', page: `${url.href}\n${page.html.replace(/<[^>]+>\s*/g, ' ').slice(-600)}` }
}

async function refusalOf({ ledger, serviceUrl }: GateWorld, { url, html }: Page) {
  if (url.href.startsWith(`${serviceUrl}/refused`)) {
    const row = await ledger.findRefusal(hashSecret(url.searchParams.get('refusal') ?? ''), 0)
    return row?.code as RefusalCode | undefined
  }
  const description = url.searchParams.get('error_description')
  if (description !== null) return codeOfSentence(description)
  const alert = /role="alert"[^>]*>([^<]*)</.exec(html)?.[1] ?? ''
  return codeOfSentence(alert.replaceAll('&#39;', "'").trim())
}

/** What `/oauth/token` answers. */
export interface TokenAnswer {
  status: number
  id_token?: string
  refresh_token?: string
  error?: string
  error_description?: string
}

/** Asks `/oauth/token` as an application. */
export async function askForToken(
  { tenant }: GateWorld,
  grant: Record<string, string>,
  client = 'portal',
): Promise<TokenAnswer> {
  const body = new URLSearchParams({ client_id: client, client_secret: `secret of ${client}`, ...grant })
  const response = await fetch(`${tenant.url}/oauth/token`, { method: 'POST', body })
  return { status: response.status, ...((await response.json()) as Omit<TokenAnswer, 'status'>) }
}

/** Exchanges the code that a login ended with. */
export function exchange(world: GateWorld, code: string, client?: string): Promise<TokenAnswer> {
  const grant = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
  return askForToken(world, grant, client)
}

/** Exchanges a refresh token. */
export function refresh(world: GateWorld, refresh_token: string, client?: string): Promise<TokenAnswer> {
  return askForToken(world, { grant_type: 'refresh_token', refresh_token }, client)
}

/** Claims of the ID token that a code is good for. */
export async function claimsOf(
  world: GateWorld,
  code: string,
  client?: string,
): Promise<Record<string, unknown>> {
  const { id_token = '' } = await exchange(world, code, client)
  return decodeJwt(id_token)
}

/** Signs up with an address and a password. */
export async function signUp(
  world: GateWorld,
  browser: Browser,
  email: string,
  params: Record<string, string> = {},
): Promise<Page> {
  const page = await browser.open(authorizeUrl(world, { screen_hint: 'signup', prompt: 'login', ...params }))
  return browser.submit(page, { email, password })
}

/** Logs in with an address and a password. */
export async function logIn(
  world: GateWorld,
  browser: Browser,
  email: string,
  params: Record<string, string> = {},
  secret = password,
): Promise<Page> {
  const page = await browser.open(authorizeUrl(world, { prompt: 'login', ...params }))
  return browser.submit(page, { email, password: secret })
}

/** Logs in with an account at a social or enterprise provider. */
export async function logInWith(
  world: GateWorld,
  browser: Browser,
  connection: string,
  account: Record<string, string | undefined>,
  params: Record<string, string> = {},
): Promise<Page> {
  const page = await browser.open(authorizeUrl(world, { connection, prompt: 'login', ...params }))
  return browser.submit(page, { choice: 'new', ...account })
}

/** Asks for a login without a page, with the session of this browser. */
export function logInSilently(
  world: GateWorld,
  browser: Browser,
  params: Record<string, string> = {},
): Promise<Page> {
  return browser.open(authorizeUrl(world, { prompt: 'none', ...params }))
}
