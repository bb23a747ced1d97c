import type { Gate } from '../../../contract/gate.ts'
import type { ExistingConnection, ExistingTenant } from '../read-tenant.ts'
import type { TenantFiles } from '../tenant-files.ts'
import { emptyPart, type Part } from './change.ts'
import { findApplication } from './plan-applications.ts'

/** What invitees and administrators sign in with. */
const SIGNING_IN = ['service', 'administration']

/** Plans for which connections our applications are enabled; nothing else of a connection is touched. */
export function planConnections(
  files: TenantFiles,
  existing: ExistingTenant,
  names: readonly string[],
): Part {
  const part = emptyPart()
  const known = existing.connections.map(({ name }) => name)
  if (names.length === 0)
    part.notes.push(
      `No connection is named, so nobody can sign in through Guestlist. Name those that invitees and administrators use: --connection <name> (there are: ${known.join(', ') || 'none'}).`,
    )
  for (const name of names) {
    const connection = existing.connections.find(candidate => candidate.name === name)
    if (connection) planConnection(part, files, existing, connection)
    else part.faults.push(noConnection(name, known))
  }
  return part
}

function planConnection(
  part: Part,
  files: TenantFiles,
  existing: ExistingTenant,
  { id, name, details }: ExistingConnection,
): void {
  const enabled = details?.applications ?? []
  const missing = files.applications.filter(file => {
    if (!SIGNING_IN.includes(file.client_metadata.guestlist_application)) return false
    const found = findApplication(file, existing)
    return found === 'none' || !enabled.includes(String(found[0]?.client_id))
  })
  const title = `connection "${name}"`
  if (missing.length === 0) part.kept.push(title)
  else {
    const applications = missing.map(file => file.name)
    const after = [...applications.map(application => `+ ${application}`), `${enabled.length} as before`]
    const fields = [{ field: 'applications', before: `${enabled.length} enabled`, after }]
    part.changes.push({ kind: 'connection', title, status: 'changed', name, id, applications, fields })
  }
  if (details?.options?.disable_signup === true)
    part.notes.push(
      `Sign-up of "${name}" is closed and stays so: people without an account cannot join through it. ` +
        `With a gate that is invite-only, --open-sign-up "${name}" opens it.`,
    )
}

/** Plans the databases whose sign-up is opened: only by name, and only behind a gate that refuses. */
export function planSignUp(
  existing: ExistingTenant,
  names: readonly string[],
  { mode }: Pick<Gate, 'mode'>,
): Part {
  const part = emptyPart()
  const databases = existing.connections.filter(({ strategy }) => strategy === 'auth0')
  for (const name of names) {
    const title = `sign-up of "${name}"`
    const database = databases.find(candidate => candidate.name === name)
    const options = database?.details?.options
    if (!database)
      part.faults.push(
        noConnection(
          name,
          databases.map(candidate => candidate.name),
        ),
      )
    else if (!options) part.faults.push(`${title}: the options of the connection cannot be seen`)
    else if (options.disable_signup !== true) part.kept.push(`${title}: open`)
    else if (mode !== 'invite-only')
      // fail closed: nobody but the operator's own dashboard opens a door to everybody.
      part.faults.push(`${title}: the gate is "${mode}" and refuses nobody; make it "invite-only" first`)
    else
      part.changes.push({
        kind: 'sign_up',
        title,
        status: 'changed',
        name,
        id: database.id,
        fields: [{ field: 'disable_signup', before: true, after: false }],
      })
  }
  return part
}

function noConnection(name: string, known: readonly string[]): string {
  return `there is no connection "${name}" of that kind (there are: ${known.join(', ') || 'none'})`
}
