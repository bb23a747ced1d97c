import { createInMemoryTenant } from '../../local-tenant/in-memory-tenant.ts'
import { mailRequest } from '../../local-tenant/mail-request.ts'
import type { Clock } from '../../service/base/clock.ts'
import { createLog } from '../../service/base/log.ts'
import type { RequestPace } from '../../service/ledger/engine/request-pace.ts'
import { createSendgridMailer } from '../../service/mail/sendgrid-mailer.ts'
import { createManagementApi } from '../../service/management/auth0-management-api.ts'
import type { Outside, Person } from './fault-world.ts'
import { inviter } from './fault-world.ts'
import { type StandIn, startStandIn } from './stand-in.ts'

const CONNECTION = 'email'

/** The real clients of Auth0 and SendGrid, each with a server at the other end of a real connection. */
export interface OutsideOnWire extends Outside {
  readonly sendgrid: StandIn
  readonly auth0: StandIn
  /** Who has been sent a message, as often as they have. */
  readonly mailed: string[]
  /** What another process needs to reach the same servers. */
  readonly addresses: readonly string[]
  addUser(person: Person, madeAt: number): void
  rolesOf(userId: string): string[]
  /** Is a request to the tenant under way? */
  isAsking(): boolean
  close(): Promise<void>
}

/** `shared`: the pace towards the tenant that another process keeps as well. */
export async function startOutsideOnWire(clock: Clock, shared?: RequestPace): Promise<OutsideOnWire> {
  const { tenant, app } = createInMemoryTenant({ now: () => new Date(clock.now()) })
  const { state } = tenant
  state.connections.push({ id: 'con_codes', name: CONNECTION, strategy: 'email', options: {} })
  state.roles.push({ id: 'rol_editor', name: 'Editor' })
  const scope = [...inviter.permissions]
  const audience = 'https://guestlist.example/api'
  state.client_grants.push({ id: 'cgr_api', client_id: 'api', audience, scope })
  const deployer = state.clients.find(({ client_id }) => client_id === state.client_grants[0]?.client_id)
  const mailed: string[] = []
  const sendgrid = await startStandIn(async request => {
    const { personalizations } = mailRequest.parse(await request.json())
    for (const { to } of personalizations) mailed.push(...to.map(({ email }) => email))
    return new Response(null, { status: 202 })
  })
  const auth0 = await startStandIn(request => app.request(request))
  const { host: domain } = new URL(tenant.canonicalUrl)
  const { client_id: clientId = '', client_secret: clientSecret = '' } = deployer ?? {}
  let underWay = 0
  return {
    clock,
    sendgrid,
    auth0,
    mailed,
    addresses: [sendgrid.url, auth0.url, domain, clientId, clientSecret],
    mailer: createSendgridMailer({ apiKey: 'SG.x', baseUrl: sendgrid.url, from: 'Acme <a@acme.example>' }),
    management: createManagementApi({
      domain,
      clientId,
      clientSecret,
      requestsPerSecond: 100,
      shared,
      clock,
      log: createLog(() => {}),
      fetch: async (input, init) => {
        underWay++
        try {
          return await fetch(String(input).replace(new URL(tenant.canonicalUrl).origin, auth0.url), init)
        } finally {
          underWay--
        }
      },
    }),
    addUser({ userId, email }, madeAt) {
      const user = tenant.createUser({
        connection: CONNECTION,
        provider_user_id: userId.slice('email|'.length),
        email,
        email_verified: true,
      })
      user.created_at = new Date(madeAt).toISOString()
      user.logins_count = 1
    },
    rolesOf: userId =>
      (state.user_roles[userId] ?? []).map(id => state.roles.find(role => role.id === id)?.name ?? id),
    isAsking: () => underWay > 0,
    async close() {
      await Promise.all([sendgrid.close(), auth0.close()])
    },
  }
}
