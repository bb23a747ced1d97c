import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ManagementClient } from 'auth0'
import type { Gate } from '../../contract/gate.ts'
import { isMain } from '../is-main.ts'

/** An application of the tenant. */
export interface Application {
  client_id: string
  name: string
}

/** An exception that does not name one application; the message is for the operator. */
export class ExceptionError extends Error {
  override readonly name = 'ExceptionError'
}

/**
 * The gate with client ids in `exceptions.applications`: of each entry that is none, the id of the application of this
 * name. Anybody who may make applications may make a second one of any name, so a name that two have is refused. Throws
 * ExceptionError.
 */
export async function resolveExceptions(
  gate: Gate,
  listApplications: () => Promise<readonly Application[]>,
): Promise<Gate> {
  if (gate.exceptions.applications.length === 0) return gate
  const applications = await listApplications()
  const ids = gate.exceptions.applications.map(entry => findClientId(entry, applications))
  return { ...gate, exceptions: { ...gate.exceptions, applications: ids } }
}

function findClientId(entry: string, applications: readonly Application[]): string {
  // Ids first: an application whose name is the id of another one is that other one to nobody.
  if (applications.some(({ client_id }) => client_id === entry)) return entry
  const [named, ...others] = applications.filter(({ name }) => name === entry)
  const where = `exceptions.applications: "${entry}"`
  if (!named) throw new ExceptionError(`${where} is neither the client id nor the name of an application.`)
  if (others.length > 0)
    throw new ExceptionError(
      `${where} is the name of ${others.length + 1} applications. Write the client id of the one that is meant.`,
    )
  return named.client_id
}

export interface TenantAccess {
  domain: string
  clientId: string
  clientSecret: string
  caFile?: string | undefined
}

const run = promisify(execFile)

/**
 * All applications of a tenant. It is asked in a process of its own, because NODE_EXTRA_CA_CERTS is read when one starts.
 * Throws ExceptionError.
 */
export async function listApplications(access: TenantAccess): Promise<Application[]> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url)], {
    maxBuffer: 2 ** 25,
    env: {
      AUTH0_DOMAIN: access.domain,
      AUTH0_CLIENT_ID: access.clientId,
      AUTH0_CLIENT_SECRET: access.clientSecret,
      ...(access.caFile !== undefined && { NODE_EXTRA_CA_CERTS: access.caFile }),
    },
  }).catch(() => {
    // The cause is dropped: it quotes what the other process has printed.
    throw new ExceptionError('The tenant cannot be asked for its applications (read:clients).')
  })
  return JSON.parse(stdout) as Application[]
}

if (isMain(import.meta.url)) {
  const { AUTH0_DOMAIN = '', AUTH0_CLIENT_ID = '', AUTH0_CLIENT_SECRET = '' } = process.env
  const access = { domain: AUTH0_DOMAIN, clientId: AUTH0_CLIENT_ID, clientSecret: AUTH0_CLIENT_SECRET }
  const applications: Application[] = []
  const page = await new ManagementClient(access).clients.list({ fields: 'client_id,name' })
  for await (const { client_id, name } of page)
    if (client_id !== undefined && name !== undefined) applications.push({ client_id, name })
  process.stdout.write(JSON.stringify(applications))
}
