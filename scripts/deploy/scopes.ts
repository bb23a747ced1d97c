import { refuse } from './deploy-error.ts'

/** Scopes of the Management API that a deployment looks with. */
export const readingScopes = [
  'read:actions',
  'read:branding',
  'read:client_grants',
  'read:clients',
  'read:connections',
  'read:custom_domains',
  'read:prompts',
  'read:resource_servers',
  'read:roles',
] as const

/** Scopes that a deployment writes with: all that a first one needs. */
export const writingScopes = [
  ...['create:actions', 'update:actions'],
  ...['create:client_grants', 'update:client_grants'],
  ...['create:clients', 'update:clients'],
  ...['create:resource_servers', 'update:resource_servers'],
  ...['create:roles', 'update:roles'],
  ...['update:branding', 'update:connections', 'update:prompts'],
] as const

/** Scopes that only the sign-up of a database needs: PATCH replaces all options of a connection. */
export const optionsScopes = ['read:connections_options', 'update:connections_options'] as const

/** Scopes that taking everything out again needs besides. */
export const deletingScopes = [
  'delete:actions',
  'delete:branding',
  'delete:client_grants',
  'delete:clients',
  'delete:resource_servers',
  'delete:roles',
] as const

/** Those that a token lacks; none where it does not say what it allows: then the requests themselves will tell. */
export function missingScopes(
  granted: ReadonlySet<string> | undefined,
  needed: readonly string[],
): readonly string[] {
  return granted === undefined ? [] : needed.filter(scope => !granted.has(scope))
}

/** Stops before the first write, with all that is missing at once. */
export function refuseMissing(scopes: readonly string[]): never {
  refuse(
    'Nothing has been changed. The application that deploys lacks these scopes of the Auth0 Management API' +
      ' (in the dashboard: Applications > APIs > Auth0 Management API > Machine to Machine Applications):',
    [...scopes].sort(),
  )
}
