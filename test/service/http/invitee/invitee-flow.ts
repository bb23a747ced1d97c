import { readGuestlistMetadata } from '../../../../contract/guestlist-metadata.ts'
import { HANDOFF_PARAMETER } from '../../../../contract/handoff-token.ts'
import type { TenantUser } from '../../../../service/management/management-api.ts'
import type { Browser, Page } from '../browser.ts'
import { type ApiAnswer, everyPermission, type TestService } from '../test-service.ts'

/** What the tenant learns from the address that Accept sends the browser to. */
export interface Authorization {
  url: string
  handoff: string
  state: string
}

/** Opens a link and presses Accept; the browser is at the tenant then. */
export async function accept(browser: Browser, link: string): Promise<Authorization> {
  return toAuthorization(await browser.submit(await browser.get(link)))
}

/** Presses Decline on the page of an invitation, and says so once more. */
export async function decline(browser: Browser, page: Page, typed?: Record<string, string>): Promise<Page> {
  return browser.press(await browser.press(page, 'Decline'), 'Yes, decline', typed)
}

function toAuthorization(page: Page): Authorization {
  const { searchParams } = new URL(page.url)
  return {
    url: page.url,
    handoff: searchParams.get(HANDOFF_PARAMETER) ?? '',
    state: searchParams.get('state') ?? '',
  }
}

/** An access token of a back end that may do all, and name whom it invites for. */
export async function tokenOfShop(service: TestService): Promise<string> {
  service.management.scopesOf.set('shop', { scopes: [], isAll: true })
  const permissions = [...everyPermission]
  return service.tenant.issueAccessToken({ sub: 'shop@clients', gty: 'client-credentials', permissions })
}

/** Makes a link for whoever has it, or for addresses of a domain, through the API. */
export async function share(service: TestService, fields: Record<string, unknown> = {}) {
  const body = { kind: 'shared', max_uses: 3, ...fields }
  return toLink(await service.api('/api/invitations', { body, token: await tokenOfShop(service) }))
}

/** Invites somebody through the API without a mail; returns the link that the API shows once. */
export async function handOut(service: TestService, fields: Record<string, unknown> = {}) {
  const invitee = { email: 'grace@example.com' }
  const body = { invitee, on_live_invitation: 'replace', send_invitation_email: false, ...fields }
  return toLink(await service.api('/api/invitations', { body, token: await tokenOfShop(service) }))
}

function toLink(answer: ApiAnswer): { id: string; link: string } {
  if (answer.status !== 201) throw new TypeError(`not invited: ${JSON.stringify(answer.body)}`)
  return { id: String(answer.body.id), link: String(answer.body.invitation_url) }
}

/** A user in the tenant, as a sign-up that was just made. */
export function makeUser(service: TestService, email: string, fields: Partial<TenantUser> = {}): TenantUser {
  const id = email.replace(/\W/g, '')
  const user: TenantUser = {
    userId: `auth0|${id}`,
    email,
    emailVerified: false,
    phoneNumber: undefined,
    phoneVerified: false,
    blocked: false,
    createdAt: new Date(service.clock.now()),
    loginsCount: 1,
    identities: [
      { provider: 'auth0', userId: id, connection: 'Username-Password-Authentication', isSocial: false },
    ],
    appMetadata: {},
    userMetadata: {},
    ...fields,
  }
  service.management.users.push(user)
  return user
}

interface LoginOptions {
  passes?: boolean
  hostname?: string
  clientId?: string
}

const connection = { name: 'Username-Password-Authentication', strategy: 'auth0' }
const ACCOUNT_AGE_MS = 15 * 60_000

/** What the Pre-User-Registration Action asks when a user signs up, and the stamp that it leaves. */
async function signUp(
  service: TestService,
  user: TenantUser,
  carriers: Partial<Authorization>,
  { clientId = 'guestlist-client' }: LoginOptions,
): Promise<void> {
  const { body } = await service.call('/actions/admission', {
    ...(carriers.handoff && { handoff: carriers.handoff }),
    ...(carriers.state && { state: carriers.state }),
    email: user.email,
    connection,
    client_id: clientId,
    interactive: true,
  })
  if (body.outcome === 'admitted' && body.admission !== null)
    user.appMetadata.guestlist = { admission: body.admission }
}

/** What the Post-Login Action asks when a user logs in; an account that is this young has just been signed up for. */
export async function redeem(
  service: TestService,
  user: TenantUser,
  carriers: Partial<Authorization>,
  options: LoginOptions = {},
): Promise<ApiAnswer> {
  const isYoung = service.clock.now() - user.createdAt.getTime() < ACCOUNT_AGE_MS
  const brings = carriers.handoff || carriers.state
  if (brings && isYoung && !user.emailVerified && !('guestlist' in user.appMetadata))
    await signUp(service, user, carriers, options)
  const { admission } = readGuestlistMetadata(user.appMetadata)
  return service.call('/actions/redemption', {
    ...(carriers.handoff && { handoff: carriers.handoff }),
    ...(carriers.state && { state: carriers.state }),
    ...(admission !== undefined && { admission }),
    user: {
      user_id: user.userId,
      email: user.email,
      email_verified: user.emailVerified,
      created_at: user.createdAt.toISOString(),
      logins_count: user.loginsCount,
      identities: user.identities.map(({ provider, userId, connection, isSocial }) => ({
        provider,
        user_id: userId,
        connection,
        isSocial,
      })),
    },
    connection,
    client_id: options.clientId ?? 'guestlist-client',
    protocol: 'oidc-basic-profile',
    ...(options.hostname !== undefined && { hostname: options.hostname }),
    passes: options.passes ?? false,
    excepted: false,
  })
}

/** Invites, accepts and logs in, as far as the browser being sent back. */
export async function logInWithInvitation(
  service: TestService,
  browser: Browser,
  options: {
    fields?: Record<string, unknown> | undefined
    login?: string | undefined
    passes?: boolean | undefined
  } = {},
) {
  const { fields = {}, login = 'grace@example.com', passes = false } = options
  const { id, link } = await service.invite(fields)
  const authorization = await accept(browser, link)
  const dayBefore = { createdAt: new Date(service.clock.now() - 86_400_000), emailVerified: true }
  const user = makeUser(service, login, passes ? dayBefore : {})
  const answer = await redeem(service, user, authorization, { passes })
  return {
    id,
    link,
    authorization,
    user,
    answer,
    callback: service.tenant.logIn(authorization.url, user.userId),
  }
}
