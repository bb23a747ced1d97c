import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { managementAudience } from '../../local-tenant/fresh-state.ts'
import { type LocalTenant, startLocalTenant } from '../../local-tenant/start-local-tenant.ts'
import type { Client } from '../../local-tenant/state.ts'

/** The local tenant, as the figures need it: applications for the service and one that invites. */
export interface BenchTenant {
  readonly localTenant: LocalTenant
  /** For Certificates, ledgers and files of one run; deleted at the end. */
  readonly directory: string
  /** Of the application `api`, with every permission it needs. */
  issueAccessToken(): Promise<string>
  stop(): Promise<void>
}

export const audience = 'https://guestlist.example/api'
export const inviterId = 'api@clients'

/** Starts a local tenant without Actions: the service is measured, not the tenant. */
export async function startBenchTenant(): Promise<BenchTenant> {
  const directory = mkdtempSync(join(tmpdir(), 'guestlist-bench-'))
  await writeFile(join(directory, 'policy.json'), JSON.stringify(unlimitedPolicy))
  const localTenant = await startLocalTenant({ directory })
  const { control, canonicalUrl } = localTenant
  const state = await control.snapshot()
  state.clients.push(client('guestlist'), client('api'), client('management'))
  state.connections.push({ id: 'con_users', name: 'Users', strategy: 'auth0', options: {} })
  state.roles.push({ id: 'rol_editor', name: 'Editor' })
  const scope = [
    'create:invitations',
    'read:invitations',
    'update:invitations',
    'grant:any',
    'grant:metadata',
  ]
  state.resource_servers.push({
    id: 'api',
    identifier: audience,
    name: 'Guestlist API',
    enforce_policies: true,
    token_dialect: 'access_token_authz',
    scopes: scope.map(value => ({ value })),
  })
  const grant = await readFile('tenant/grants/Guestlist management.json', 'utf8')
  state.client_grants.push(
    { id: 'cgr_api', client_id: 'api', audience, scope },
    {
      id: 'cgr_management',
      client_id: 'management',
      audience: managementAudience(canonicalUrl),
      scope: (JSON.parse(grant) as { scope: string[] }).scope,
    },
  )
  await control.restore(state)
  return {
    localTenant,
    directory,
    issueAccessToken: () => issueAccessToken(localTenant),
    async stop() {
      await localTenant.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function issueAccessToken({ customUrl }: LocalTenant): Promise<string> {
  const answer = await fetch(`${customUrl}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'api',
      client_secret: 'secret of api',
      audience,
    }),
  })
  if (!answer.ok) throw new Error(`The local tenant gave no access token (${answer.status}).`)
  return ((await answer.json()) as { access_token: string }).access_token
}

function client(id: string): Client {
  return {
    client_id: id,
    client_secret: `secret of ${id}`,
    name: id,
    callbacks: [],
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['client_credentials'],
  }
}

/** Nobody is stopped by a limit while something else is measured. */
const unlimitedPolicy = {
  limits: {
    per_inviter_per_day: 10 ** 9,
    per_recipient_per_day: 10 ** 6,
    per_tenant_per_day: 10 ** 9,
    per_ip_per_hour: 10 ** 9,
  },
}
