import { ConfigError, parseConfig } from '../../service/runtime/config.ts'
import { refuse } from '../deploy/deploy-error.ts'
import { toObject } from '../deploy/json.ts'
import { findApplication } from '../deploy/plan/plan-applications.ts'
import type { ExistingTenant } from '../deploy/read-tenant.ts'
import type { TenantApi } from '../deploy/tenant-api.ts'
import type { TenantFiles } from '../deploy/tenant-files.ts'
import type { Interview } from './interview.ts'

/** Which of our applications an environment variable names, with its secret. */
const applications = {
  service: 'AUTH0',
  administration: 'AUTH0_ADMIN',
  management: 'AUTH0_MANAGEMENT',
  'api-client': 'GUESTLIST',
} as const

export interface Credentials {
  [variable: string]: string
}

/**
 * Client ids and secrets of our applications, as variables: secrets are read where the application that deploys may
 * (`read:client_keys`), and asked for where not.
 */
export async function readCredentials(
  api: TenantApi,
  files: TenantFiles,
  existing: ExistingTenant,
  { ask, assertComplete }: Interview,
): Promise<Credentials> {
  const credentials: Credentials = {}
  for (const file of files.applications) {
    const mark = file.client_metadata.guestlist_application as keyof typeof applications
    const found = findApplication(file, existing)
    if (found === 'none' || !(mark in applications)) continue
    const id = String(found[0]?.client_id)
    const variable = `${applications[mark]}_CLIENT`
    credentials[`${variable}_ID`] = id
    const query = 'fields=client_secret&include_fields=true'
    const answer = toObject(await api.call('GET', `/clients/${encodeURIComponent(id)}?${query}`))
    credentials[`${variable}_SECRET`] =
      typeof answer.client_secret === 'string'
        ? answer.client_secret
        : await ask({
            name: `${variable}_SECRET` as Uppercase<string>,
            text: `Client secret of "${file.name}", from the dashboard`,
            expectation: `the client secret of "${file.name}"`,
            parse: text => text || undefined,
          })
  }
  assertComplete()
  return credentials
}

/** Lines of a file that `node --env-file` reads; each value in quotes that it does not hold. Throws DeployError. */
export function toFileLines(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => {
      const quote = ["'", '"', '`'].find(mark => !value.includes(mark))
      if (quote === undefined || /[\r\n]/.test(value)) refuse('This cannot be written to a file:', [name])
      return `${name}=${quote}${value}${quote}`
    })
  return `${lines.join('\n')}\n`
}

/** Throws DeployError with everything that the service would refuse to start with. */
export async function assertStarts(environment: Readonly<Record<string, string>>): Promise<void> {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  await parseConfig(filled).catch((error: unknown) => {
    if (!(error instanceof ConfigError)) throw error
    refuse(
      'The service would not start with this:',
      error.faults.map(({ name, problem }) => `${name} ${problem}`),
    )
  })
}
