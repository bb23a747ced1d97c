import type { InMemoryTenant } from '../in-memory-tenant.ts'
import type { Json } from '../state/state.ts'
import type { Walk } from './walk.ts'

export async function walkActions({ go }: Walk): Promise<void> {
  const supported_triggers: Json = [{ id: 'post-login', version: 'v3' }]
  const body = {
    name: 'greet',
    supported_triggers,
    code: 'exports.onExecutePostLogin = async () => {}',
    secrets: [{ name: 'KEY', value: '1' }],
  }
  const { id } = await go('POST /actions/actions', '/actions/actions', body)
  const at = `/actions/actions/${id}`
  await go('POST /actions/actions/{id}/deploy', `${at}/deploy`)
  await go('GET /actions/actions/{id}', at)
  await go('GET /actions/actions', '/actions/actions?page=0&per_page=100')
  await go('PATCH /actions/actions/{id}', at, { code: '/**/' })
  await go('PATCH /actions/triggers/{trigger}/bindings', '/actions/triggers/post-login/bindings', {
    bindings: [{ ref: { type: 'action_name', value: 'greet' }, display_name: 'greet' }],
  })
  for (const trigger of ['post-login', 'credentials-exchange', 'send-phone-message', 'custom-phone-provider'])
    await go(
      'GET /actions/triggers/{trigger}/bindings',
      `/actions/triggers/${trigger}/bindings?page=0&per_page=50`,
    )
  await go('GET /actions/triggers', '/actions/triggers')
  await go('GET /actions/modules', '/actions/modules')
  await go('DELETE /actions/actions/{id}', `${at}?force=true`)
}

/** Branding, prompts and settings of the tenant. */
export async function walkPages({ go }: Walk): Promise<void> {
  const colors = { primary: '#0059d6', page_background: '#ffffff' }
  const logo_url = 'https://people.example/logo.svg'
  const settings: [string, Json][] = [
    ['/branding', { colors, logo_url, favicon_url: logo_url }],
    ['/prompts', { identifier_first: true }],
    ['/tenants/settings', { picture_url: logo_url }],
  ]
  for (const [at, body] of settings) {
    await go(`PATCH ${at}`, at, body)
    await go(`GET ${at}`, at)
  }
  const template = '<html>{%- auth0:head -%}{%- auth0:widget -%}</html>'
  const page = '/branding/templates/universal-login'
  await go(`PUT ${page}`, page, { template })
  await go(`GET ${page}`, page)
  await go(`DELETE ${page}`, page)
  for (const at of [
    '/branding/themes/default',
    '/branding/phone/providers',
    '/branding/phone/templates',
    '/prompts/rendering',
  ])
    await go(`GET ${at}`, at)
  await go('PUT /prompts/{prompt}/custom-text/{language}', '/prompts/login/custom-text/en', {
    login: { title: 'Hi' },
  })
  await go('GET /prompts/{prompt}/custom-text/{language}', '/prompts/login/custom-text/en')
  await go('PUT /prompts/{prompt}/partials', '/prompts/signup/partials', {
    signup: { 'form-content-end': '<i>' },
  })
  await go('GET /prompts/{prompt}/partials', '/prompts/signup/partials')
}

export async function walkMails({ go }: Walk): Promise<void> {
  await go('POST /emails/provider', '/emails/provider', {
    name: 'sendgrid',
    enabled: true,
    default_from_address: 'a@b.example',
    credentials: { api_key: 'SG.1' },
  })
  await go('GET /emails/provider', '/emails/provider?fields=name,enabled,credentials,default_from_address')
  await go('PATCH /emails/provider', '/emails/provider', { enabled: false })
  await go('DELETE /emails/provider', '/emails/provider')
  await go('PATCH /email-templates/{template}', '/email-templates/verify_email', { subject: 'Welcome' })
  await go('GET /email-templates/{template}', '/email-templates/verify_email')
  await go('GET /email-templates/{template}', '/email-templates/welcome_email')
  await go('GET /email-templates/{template}', '/email-templates/blocked_account')
}

export async function walkDomains({ go, record }: Walk): Promise<void> {
  const domain = await record(
    '/custom-domains',
    { domain: 'login.people.example', type: 'auth0_managed_certs' },
    { tls_policy: 'recommended' },
    '',
  )
  await go('POST /custom-domains/{id}/verify', `/custom-domains/${domain}/verify`)
  await go('DELETE /custom-domains/{id}', `/custom-domains/${domain}`)
  await go('GET /custom-domains/default', '/custom-domains/default')
  await go('PATCH /custom-domains/default', '/custom-domains/default', { domain: 'localhost:4400' })
}

export async function walkProfiles({ go, record }: Walk): Promise<void> {
  const exchange = await go('POST /actions/actions', '/actions/actions', {
    name: 'exchange',
    supported_triggers: [{ id: 'custom-token-exchange', version: 'v1' }],
    code: '/**/',
  })
  const profile = await record(
    '/token-exchange-profiles',
    {
      name: 'one',
      subject_token_type: 'https://people.example/token',
      action_id: String(exchange.id),
      type: 'custom_authentication',
    },
    { name: 'two' },
    '?take=50',
  )
  await go('DELETE /token-exchange-profiles/{id}', `/token-exchange-profiles/${profile}`)
}

/** Making a token has no recorded shape, so that request is none of the walk. */
export async function walkScim({ go }: Walk, local: InMemoryTenant): Promise<void> {
  const { id } = await go('POST /connections', '/connections', {
    name: 'corp',
    strategy: 'okta',
    options: {},
  })
  const scim = `/connections/${id}/scim-configuration`
  await go('POST /connections/{id}/scim-configuration', scim, {})
  await go('GET /connections/{id}/scim-configuration', scim)
  await local.call('POST', `${scim}/tokens`, {})
  await go('GET /connections/{id}/scim-configuration/tokens', `${scim}/tokens`)
  await go('DELETE /connections/{id}/scim-configuration', scim)
}
