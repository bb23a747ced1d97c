import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { JsonObject } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { ManagementError, notFound } from './management-error.ts'
import { assertInPlan } from './plan-limits.ts'
import { readBody } from './request-body.ts'

const tlsPolicy = z.enum(['recommended', 'compatible'])
const metadata = z.record(z.string(), z.string().nullable())
const creation = z.strictObject({
  domain: z.string().min(1),
  type: z.enum(['auth0_managed_certs', 'self_managed_certs']),
  verification_method: z.string().optional(),
  tls_policy: tlsPolicy.optional(),
  custom_client_ip_header: z.string().nullish(),
  domain_metadata: metadata.optional(),
  relying_party_identifier: z.string().optional(),
})
const update = z.strictObject({
  tls_policy: tlsPolicy.optional(),
  custom_client_ip_header: z.string().nullish(),
  domain_metadata: metadata.optional(),
  relying_party_identifier: z.string().nullish(),
})
const defaultDomain = z.strictObject({ domain: z.string().min(1) })

/**
 * `/custom-domains`: the one that the tenant answers on, if it does, and others. A new one is pending verification, and
 * stays so: nothing outside can prove that it is somebody's.
 */
export function createCustomDomainRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:custom_domains'), c => c.json(allDomains(tenant)))

  app.post('/', needs('create:custom_domains'), async c => {
    const body = await readBody(c, creation)
    assertInPlan(tenant, 'custom_domains', allDomains(tenant).length)
    if (allDomains(tenant).some(({ domain }) => domain === body.domain))
      throw new ManagementError(409, 'custom_domain_conflict', 'The custom domain already exists.')
    const domain = createDomain(tenant, body)
    tenant.state.custom_domains.push(domain)
    return c.json(domain, 201)
  })

  app.get('/default', needs('read:custom_domains'), c => c.json(showDefault(defaultOf(tenant))))

  app.patch('/default', needs('update:custom_domains'), async c => {
    const { domain } = await readBody(c, defaultDomain)
    const chosen = allDomains(tenant).find(candidate => candidate.domain === domain)
    if (chosen?.status !== 'ready')
      throw new ManagementError(400, 'invalid_body', 'The default domain must be verified.')
    for (const other of tenant.state.custom_domains) other.is_default = other.domain === domain
    return c.json(showDefault(chosen))
  })

  app.get('/:id', needs('read:custom_domains'), c => c.json(existing(tenant, c.req.param('id'))))

  app.patch('/:id', needs('update:custom_domains'), async c => {
    const patch: JsonObject = JSON.parse(JSON.stringify(await readBody(c, update)))
    return c.json(Object.assign(existing(tenant, c.req.param('id')), patch))
  })

  app.post('/:id/verify', needs('create:custom_domains'), c =>
    c.json(showVerified(existing(tenant, c.req.param('id'))), 201),
  )

  app.delete('/:id', needs('delete:custom_domains'), c => {
    const { state } = tenant
    const id = c.req.param('id')
    state.custom_domains = state.custom_domains.filter(({ custom_domain_id }) => custom_domain_id !== id)
    return c.body(null, 204)
  })

  return app
}

function createDomain({ now }: Tenant, body: z.output<typeof creation>): JsonObject {
  const { verification_method: _method, ...rest } = body
  const target = `${randomBytes(8).toString('hex')}.edge.tenants.example`
  return {
    tls_policy: 'recommended',
    ...JSON.parse(JSON.stringify(rest)),
    custom_domain_id: `cd_${randomBytes(8).toString('hex')}`,
    primary: false,
    is_default: false,
    status: 'pending_verification',
    verification: { methods: [{ name: 'cname', record: target, domain: body.domain }] },
    created_at: now().toISOString(),
  }
}

/** The domain that the tenant answers on comes first. */
function allDomains({ customUrl, switches, state }: Tenant): JsonObject[] {
  const isOtherDefault = state.custom_domains.some(({ is_default }) => is_default === true)
  const { host } = new URL(customUrl)
  const own: JsonObject = {
    custom_domain_id: 'cd_local',
    domain: host,
    primary: true,
    is_default: !isOtherDefault,
    status: 'ready',
    type: 'self_managed_certs',
    tls_policy: 'recommended',
    verification: { methods: [{ name: 'cname', record: 'local.edge.tenants.example', domain: host }] },
  }
  return [...(switches.customDomain ? [own] : []), ...state.custom_domains]
}

function defaultOf(tenant: Tenant): JsonObject {
  const found = allDomains(tenant).find(({ is_default }) => is_default === true)
  if (!found) throw notFound('custom_domain_not_found', 'The tenant has no default domain.')
  return found
}

function existing(tenant: Tenant, id: string): JsonObject {
  const found = allDomains(tenant).find(({ custom_domain_id }) => custom_domain_id === id)
  if (!found) throw notFound('custom_domain_not_found', 'The custom domain does not exist.')
  return found
}

/** The answer of a check of the DNS record tells where the domain leads, whatever the check has found. */
function showVerified(domain: JsonObject): JsonObject {
  return { ...domain, origin_domain_name: 'local.edge.tenants.example' }
}

function showDefault(domain: JsonObject): JsonObject {
  const { verification, created_at = '2026-01-01T00:00:00.000Z' } = domain
  const methods = typeof verification === 'object' && verification !== null ? verification : {}
  return {
    domain_metadata: {},
    ...domain,
    created_at,
    certificate: {
      certificate_authority: 'letsencrypt',
      renews_before: '2099-01-01T00:00:00.000Z',
      status: 'provisioned',
    },
    verification: { ...methods, status: 'verified', last_verified_at: created_at },
  }
}
