import { Hono } from 'hono'
import type { JsonObject } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { ManagementError, notFound } from './management-error.ts'
import { selectFields } from './paging.ts'
import { readObject } from './request-body.ts'

const protections = [
  'bot-detection',
  'breached-password-detection',
  'brute-force-protection',
  'captcha',
  'suspicious-ip-throttling',
]

/** `/tenants/settings`. */
export function createTenantRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()
  app.get('/settings', needs('read:tenant_settings'), c => c.json(tenant.state.tenant.settings))
  app.patch('/settings', needs('update:tenant_settings'), async c =>
    c.json(Object.assign(tenant.state.tenant.settings, await readObject(c))),
  )
  return app
}

/** `/attack-protection/{kind}`: kept, not acted upon. */
export function createAttackProtectionRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()
  app.get('/:kind', needs('read:attack_protection'), c => c.json(protectionOf(tenant, c.req.param('kind'))))
  app.patch('/:kind', needs('update:attack_protection'), async c =>
    c.json(Object.assign(protectionOf(tenant, c.req.param('kind')), await readObject(c))),
  )
  return app
}

/** `/emails/provider`: 404 until there is one. */
export function createEmailProviderRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()
  app.get('/provider', needs('read:email_provider'), c => {
    return c.json(selectFields(c, showProvider(existingProvider(tenant))))
  })
  app.post('/provider', needs('create:email_provider'), async c => {
    if (tenant.state.email_provider)
      throw new ManagementError(409, 'email_provider_conflict', 'The email provider is already configured.')
    tenant.state.email_provider = await readObject(c)
    return c.json(showProvider(tenant.state.email_provider), 201)
  })
  app.patch('/provider', needs('update:email_provider'), async c =>
    c.json(showProvider(Object.assign(existingProvider(tenant), await readObject(c)))),
  )
  app.delete('/provider', needs('delete:email_provider'), c => {
    tenant.state.email_provider = null
    return c.body(null, 204)
  })
  return app
}

/** `/email-templates/{name}`: two are there from the start, the others are 404 until one is made. */
export function createEmailTemplateRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()
  app.get('/:name', needs('read:email_templates'), c => c.json(existingTemplate(tenant, c.req.param('name'))))
  app.post('/', needs('create:email_templates'), async c => {
    const template = await readObject(c)
    tenant.state.email_templates[String(template.template)] = template
    return c.json(template)
  })
  app.patch('/:name', needs('update:email_templates'), async c => {
    const name = c.req.param('name')
    const template = { ...existingTemplate(tenant, name), ...(await readObject(c)) }
    tenant.state.email_templates[name] = template
    return c.json(template)
  })
  return app
}

function protectionOf(tenant: Tenant, kind: string) {
  if (!protections.includes(kind)) throw notFound('not_found', `There is no attack protection '${kind}'.`)
  const settings = tenant.state.attack_protection[kind] ?? { enabled: false }
  tenant.state.attack_protection[kind] = settings
  return settings
}

const shownCredentials = ['domain', 'region', 'smtp_host', 'smtp_port', 'smtp_user']

/** Of the credentials only what is no secret. */
function showProvider({ credentials, ...provider }: JsonObject): JsonObject {
  const all = typeof credentials === 'object' && credentials !== null ? Object.entries(credentials) : []
  return {
    ...provider,
    credentials: Object.fromEntries(all.filter(([name]) => shownCredentials.includes(name))),
  }
}

function existingProvider(tenant: Tenant) {
  if (!tenant.state.email_provider)
    throw notFound('inexistent_email_provider', 'There is no email provider configured.')
  return tenant.state.email_provider
}

function defaultTemplate(template: string): JsonObject {
  const content = { template, body: '', from: '', subject: '', syntax: 'liquid', resultUrl: '' }
  return { ...content, urlLifetimeInSeconds: 432_000, enabled: template === 'verify_email' }
}

function existingTemplate(tenant: Tenant, name: string) {
  const isThere = ['verify_email', 'welcome_email'].includes(name)
  const template = tenant.state.email_templates[name] ?? (isThere ? defaultTemplate(name) : undefined)
  if (!template) throw notFound('inexistent_email_template', 'The template does not exist.')
  return template
}
