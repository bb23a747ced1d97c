import type { TenantUser } from '../../management/management-api.ts'

/** How people call the providers that most of them know. */
const names: Readonly<Record<string, string>> = {
  apple: 'Apple',
  facebook: 'Facebook',
  github: 'GitHub',
  'google-oauth2': 'Google',
  linkedin: 'LinkedIn',
  windowslive: 'Microsoft',
}

/** Who brings a user's profile: a name that people know, else what the operator calls the connection. */
export function providerNameOf({ identities }: Pick<TenantUser, 'identities'>): string {
  const [first] = identities
  if (!first) return ''
  return names[first.provider] ?? first.connection
}
