import type { ServiceFacts } from './facts.ts'
import type { Finding } from './finding.ts'
import { managementScopes } from './needed-scopes.ts'

/** May the service use the Management API, and all that it needs of it? */
export function checkManagement({ managementToken: { status, body } }: ServiceFacts): Finding[] {
  // That the tenant does not answer is said elsewhere.
  if (status === 0 || status >= 500) return []
  if (status !== 200)
    return [
      {
        code: 'management_refused',
        severity: 'error',
        problem: `The tenant refuses AUTH0_MANAGEMENT_CLIENT_ID with its secret (status ${status}).`,
        cure: 'Copy client id and secret of the application "Guestlist management" anew from the dashboard, and see that AUTH0_DOMAIN is the canonical domain.',
      },
    ]
  const { scope } = Object(body) as { scope?: unknown }
  // A token that does not say what it allows is taken at its word.
  const granted = typeof scope === 'string' ? scope.split(' ') : undefined
  const missing = managementScopes.filter(name => granted !== undefined && !granted.includes(name))
  if (missing.length === 0) return []
  return [
    {
      code: 'management_scopes_missing',
      severity: 'error',
      problem: `"Guestlist management" lacks scopes of the Management API: ${missing.join(', ')}.`,
      cure: 'Run npm run deploy, or add them in the dashboard: Applications > APIs > Auth0 Management API.',
    },
  ]
}

/** Are the secrets of the applications that people sign in with the tenant's? */
export function checkSecrets({ applications }: ServiceFacts): Finding[] {
  return applications.flatMap(({ variable, exchange }): Finding[] => {
    const { error } = Object(exchange.body) as { error?: unknown }
    // A right secret with a code that nobody has is "invalid_grant".
    const isRefused = exchange.status === 401 || error === 'invalid_client'
    if (!isRefused) return []
    return [
      {
        code: 'client_secret_refused',
        severity: 'error',
        problem: `The tenant refuses ${variable} with its secret: it was changed there, or belongs to another application.`,
        cure: `Copy id and secret anew from the dashboard to ${variable} and ${variable.replace('_ID', '_SECRET')}.`,
      },
    ]
  })
}

/** May log-ins come back to the service? */
export function checkCallbacks({ applications }: ServiceFacts): Finding[] {
  return applications.flatMap(({ variable, client, callbacks }): Finding[] => {
    if (client?.status === 404)
      return [
        {
          code: 'client_unknown',
          severity: 'error',
          problem: `The tenant has no application with the id in ${variable}.`,
          cure: 'Run npm run deploy, which prints the ids, and see that AUTH0_DOMAIN is the tenant that is meant.',
        },
      ]
    if (client?.status !== 200) return []
    const { callbacks: allowed = [] } = Object(client.body) as { callbacks?: readonly unknown[] }
    const missing = callbacks.filter(callback => !allowed.includes(callback))
    if (missing.length === 0) return []
    return [
      {
        code: 'callbacks_missing',
        severity: 'error',
        problem: `The application of ${variable} does not allow ${missing.join(' and ')} as callback.`,
        cure: 'Run npm run deploy with the PUBLIC_URL that the service has, or add them in the dashboard.',
      },
    ]
  })
}

/** Is API_AUDIENCE an API that anybody may ask tokens for? */
export function checkAudience({ grants, apiAudience }: ServiceFacts): Finding[] {
  if (grants?.status !== 200) return []
  const { body } = grants
  const { client_grants: listed = body } = Object(body) as { client_grants?: unknown }
  if (!Array.isArray(listed) || listed.length > 0) return []
  return [
    {
      code: 'audience_unknown',
      severity: 'error',
      problem: `Nobody may ask for tokens for API_AUDIENCE ${apiAudience}: another one was deployed.`,
      cure: 'Set API_AUDIENCE to the identifier of "Guestlist API" in the dashboard, or run npm run deploy with this one.',
    },
  ]
}
