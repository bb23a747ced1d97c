import { type JsonObject, toObject, toTexts } from '../json.ts'
import type { ExistingTenant } from '../read-tenant.ts'
import type { ApplicationFile, GrantFile, TenantFiles } from '../tenant-files.ts'
import { emptyPart, type Part } from './change.ts'
import { differencesOf, fieldsOf, toPatch } from './differences.ts'

/** The key of an application's metadata that says which of ours it is. */
export const APPLICATION_MARK = 'guestlist_application'

/** Plans our applications. One that only has the name of ours is somebody else's, unless the operator adopts it. */
export function planApplications(
  files: TenantFiles,
  existing: ExistingTenant,
  adopted: readonly string[],
): Part {
  const part = emptyPart()
  for (const file of files.applications) planApplication(part, file, existing, adopted)
  return part
}

function planApplication(
  part: Part,
  file: ApplicationFile,
  existing: ExistingTenant,
  adopted: readonly string[],
): void {
  const title = `application "${file.name}"`
  const found = findApplication(file, existing)
  if (found === 'none') {
    part.changes.push({
      kind: 'application',
      title,
      status: 'new',
      name: file.name,
      id: null,
      body: file,
      fields: fieldsOf(withoutName(file)),
    })
    return
  }
  if (found.length > 1 || (!isMarked(found[0] ?? {}, file) && !adopted.includes(file.name))) {
    part.faults.push(foreign(title, found.length))
    return
  }
  const fields = differencesOf(found[0] ?? {}, withoutName(file))
  const id = String(found[0]?.client_id)
  if (fields.length === 0) part.kept.push(title)
  else
    part.changes.push({
      kind: 'application',
      title,
      status: 'changed',
      name: file.name,
      id,
      body: toPatch(fields),
      fields,
    })
}

/** The one with our mark, whatever it is called now; otherwise those with the name. */
export function findApplication(
  file: ApplicationFile,
  { applications }: ExistingTenant,
): JsonObject[] | 'none' {
  const marked = applications.filter(application => isMarked(application, file))
  if (marked.length > 0) return marked
  const named = applications.filter(({ name }) => name === file.name)
  return named.length > 0 ? named : 'none'
}

function isMarked(application: JsonObject, file: ApplicationFile): boolean {
  const mark = toObject(application.client_metadata)[APPLICATION_MARK]
  return mark === file.client_metadata.guestlist_application
}

export function foreign(title: string, count = 1): string {
  const cure =
    count > 1
      ? 'leave that name to one of them'
      : 'rename it, or say that it is Guestlist\'s with --adopt "<its name>"'
  return `${title} exists ${count > 1 ? `${count} times` : "and is not known as Guestlist's"}: ${cure}`
}

function withoutName({ name: _name, ...file }: ApplicationFile): JsonObject {
  return file
}

/** Plans which of our applications may ask for what; scopes that the operator has added stay. */
export function planGrants(files: TenantFiles, existing: ExistingTenant): Part {
  const part = emptyPart()
  for (const file of files.grants) {
    const title = `access of "${file.client_id}" to ${file.audience}`
    const found = findGrant(file, files, existing)
    const { client_id: application, audience, subject_type, scope } = file
    if (!found) {
      const body = { audience, subject_type, scope }
      const fields = fieldsOf({ scope })
      part.changes.push({ kind: 'grant', title, status: 'new', application, id: null, body, fields })
      continue
    }
    const before = toTexts(found.scope)
    const after = [...new Set([...before, ...scope])]
    const fields = after.length > before.length ? [{ field: 'scope', before, after }] : []
    const body = { scope: after }
    const id = String(found.id)
    if (fields.length === 0) part.kept.push(title)
    else part.changes.push({ kind: 'grant', title, status: 'changed', application, id, body, fields })
  }
  return part
}

export function findGrant(
  grant: GrantFile,
  files: TenantFiles,
  existing: ExistingTenant,
): JsonObject | undefined {
  const file = files.applications.find(({ name }) => name === grant.client_id)
  const found = file ? findApplication(file, existing) : 'none'
  const clientId = found === 'none' ? undefined : found[0]?.client_id
  return existing.grants.find(
    candidate =>
      clientId !== undefined &&
      candidate.client_id === clientId &&
      candidate.audience === grant.audience &&
      (candidate.subject_type ?? 'client') === grant.subject_type,
  )
}
