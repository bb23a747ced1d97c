/** What a connection is, by its `strategy`: databases, passwordless ones, companies' directories, and all else is social. */
export type ConnectionKind = 'database' | 'passwordless' | 'enterprise' | 'social'

/** https://auth0.com/docs/authenticate/identity-providers/enterprise-identity-providers */
const enterprise = new Set([
  ...[
    'ad',
    'adfs',
    'auth0-adldap',
    'google-apps',
    'ip',
    'office365',
    'oidc',
    'okta',
    'pingfederate',
    'samlp',
  ],
  ...['sharepoint', 'waad'],
])
const passwordless = new Set(['email', 'sms'])

export function kindOf(strategy: string): ConnectionKind {
  if (strategy === 'auth0') return 'database'
  if (passwordless.has(strategy)) return 'passwordless'
  return enterprise.has(strategy) ? 'enterprise' : 'social'
}
