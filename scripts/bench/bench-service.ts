import { join } from 'node:path'
import { findFreePort } from '../../local-tenant/free-port.ts'
import { createServiceProcess, type ServiceProcess } from '../demo/service-process.ts'
import { generateKeys } from '../keys.ts'
import { audience, type BenchTenant } from './bench-tenant.ts'

/** The real service as a process of its own, listening. */
export interface BenchService {
  readonly port: number
  readonly environment: Readonly<Record<string, string>>
  readonly process: ServiceProcess
}

/** Makes the environment of a service over `ledger`; keys are fresh. */
export async function makeBenchEnvironment(
  { localTenant, directory }: BenchTenant,
  ledger: { LEDGER_FILE: string } | { DATABASE_URL: string },
): Promise<Record<string, string>> {
  const port = await findFreePort()
  const { service: keys } = await generateKeys()
  return {
    ...keys,
    ...ledger,
    PUBLIC_URL: `http://localhost:${port}`,
    PORT: String(port),
    POLICY_FILE: join(directory, 'policy.json'),
    AUTH0_DOMAIN: new URL(localTenant.canonicalUrl).host,
    AUTH0_CUSTOM_DOMAIN: localTenant.customUrl,
    AUTH0_CLIENT_ID: 'guestlist',
    AUTH0_CLIENT_SECRET: 'secret of guestlist',
    AUTH0_MANAGEMENT_CLIENT_ID: 'management',
    AUTH0_MANAGEMENT_CLIENT_SECRET: 'secret of management',
    API_AUDIENCE: audience,
    SENDGRID_API_KEY: 'SG.local-stand-in',
    SENDGRID_BASE_URL: localTenant.customUrl,
    MAIL_FROM: 'Acme <invitations@acme.example>',
    ORGANIZATION_NAME: 'Acme',
    WELCOME_URL: 'https://www.acme.example/',
    NODE_EXTRA_CA_CERTS: localTenant.caFile,
  }
}

/** Starts the service and waits until it is ready. */
export async function startBenchService(
  directory: string,
  environment: Record<string, string>,
): Promise<BenchService> {
  const service = createServiceProcess({
    environment,
    url: environment.PUBLIC_URL ?? '',
    ledgerFile: environment.LEDGER_FILE ?? '',
    directory,
    onUnexpectedEnd: reason => console.error(`The service ended (${reason}); see its output.`),
  })
  await service.start()
  return { port: Number(environment.PORT), environment, process: service }
}
