import type { Gate } from '../../contract/gate.ts'
import { DeployError } from './deploy-error.ts'

/** An application of the tenant. */
export interface Application {
  client_id: string
  name: string
}

/**
 * The gate with client ids in `exceptions.applications`: of each entry that is none, the id of the application of this
 * name. Anybody who may make applications may make a second one of any name, so a name that two have is refused. Throws
 * DeployError.
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
  if (!named) throw new DeployError(`${where} is neither the client id nor the name of an application.`)
  if (others.length > 0)
    throw new DeployError(
      `${where} is the name of ${others.length + 1} applications. Write the client id of the one that is meant.`,
    )
  return named.client_id
}
