import { Hono } from 'hono'
import type { Json } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { invalidBody, ManagementError } from './management-error.ts'
import { readObject } from './request-body.ts'

/** https://auth0.com/docs/customize/login-pages/universal-login/customize-signup-and-login-prompts */
const promptsWithPartials = [
  'login',
  'login-id',
  'login-password',
  'login-passwordless',
  'passkeys',
  'signup',
  'signup-id',
  'signup-password',
  'customized-consent',
]
const longestPartial = 10_000

/** `/prompts`: settings, texts and partials of Universal Login. */
export function createPromptRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:prompts'), c => c.json(tenant.state.prompts))

  app.patch('/', needs('update:prompts'), async c =>
    c.json(Object.assign(tenant.state.prompts, await readObject(c))),
  )

  // Screens are rendered by Auth0 itself unless configured otherwise ("advanced" screens ignore partials).
  app.get('/rendering', needs('read:prompts'), c => c.json([]))

  app.get('/:prompt/custom-text/:language', needs('read:prompts'), c => {
    const { prompt, language } = c.req.param()
    return c.json(tenant.state.custom_text[prompt]?.[language] ?? {})
  })

  app.put('/:prompt/custom-text/:language', needs('update:prompts'), async c => {
    const { prompt, language } = c.req.param()
    const texts = await readObject(c)
    tenant.state.custom_text[prompt] = { ...tenant.state.custom_text[prompt], [language]: texts }
    return c.json(texts)
  })

  app.get('/:prompt/partials', needs('read:prompts'), c => {
    assertPartials(tenant, c.req.param('prompt'))
    return c.json(tenant.state.partials[c.req.param('prompt')] ?? {})
  })

  app.put('/:prompt/partials', needs('update:prompts'), async c => {
    const prompt = c.req.param('prompt')
    const screens = await readObject(c)
    assertPartials(tenant, prompt)
    if (textsOf(screens).some(text => text.length > longestPartial))
      throw invalidBody(`'A partial can have ${longestPartial} characters'.`)
    tenant.state.partials[prompt] = screens
    return c.json(screens)
  })

  return app
}

/** The messages about domain and prompt are ones that the deploy CLI looks for. */
function assertPartials(tenant: Tenant, prompt: string): void {
  if (!tenant.switches.partialsInPlan)
    throw new ManagementError(
      403,
      'insufficient_entitlement',
      'This feature is not in the plan of the tenant.',
    )
  // A domain that is pending verification is no domain yet.
  const isReady = tenant.state.custom_domains.some(domain => domain.status === 'ready')
  if (!tenant.switches.customDomain && !isReady) {
    const message = 'This feature requires at least one custom domain to be configured for the tenant.'
    throw new ManagementError(400, 'operation_not_supported', message)
  }
  if (!promptsWithPartials.includes(prompt)) {
    const message = `Path validation error: 'Invalid value "${prompt}"' on property prompt (Name of the prompt).`
    throw new ManagementError(400, 'invalid_uri', message)
  }
}

function textsOf(value: Json): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}
