import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findByIdentifier } from '../identities.ts'
import { RefusedWrite } from '../metadata.ts'
import { toStoredDigest } from '../password.ts'
import type { Connection, JsonObject, User } from '../state.ts'
import type { PreUserRegistration, Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { invalidBody, notFound } from './management-error.ts'

const largestBytes = 500_000

const metadata = z.record(z.string(), z.json()).transform(value => value as JsonObject)
/** https://auth0.com/docs/manage-users/user-migration/bulk-user-import-schema; hashes as far as Node has them. */
const importedUser = z.looseObject({
  email: z
    .string()
    .regex(/^[^@\s]+@[^@\s]+$/)
    .optional(),
  email_verified: z.boolean().optional(),
  phone_number: z
    .string()
    .regex(/^\+[0-9]{1,15}$/)
    .optional(),
  phone_verified: z.boolean().optional(),
  user_id: z.string().optional(),
  username: z.string().optional(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  name: z.string().optional(),
  nickname: z.string().optional(),
  picture: z.string().optional(),
  blocked: z.boolean().optional(),
  app_metadata: metadata.optional(),
  user_metadata: metadata.optional(),
  custom_password_hash: z
    .looseObject({
      algorithm: z.enum(['md5', 'sha1', 'sha256', 'sha512']),
      hash: z.looseObject({ value: z.string(), encoding: z.enum(['base64', 'hex']) }),
    })
    .optional(),
})
type ImportedUser = z.output<typeof importedUser>

interface Job extends JsonObject {
  id: string
  errors: JsonObject[]
}

/**
 * `/jobs/users-imports` and its job (https://auth0.com/docs/manage-users/user-migration/bulk-user-imports). Nothing is
 * said about Pre-User-Registration: a switch. The file is a part of a form; JSON is taken as well.
 */
export function createUserImportRoutes(
  tenant: Tenant,
  preUserRegistration: PreUserRegistration,
): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()
  const jobs = new Map<string, Job>()

  app.post('/users-imports', needs('create:users'), async c => {
    const { connection_id, external_id, upsert, users } = await readImport(c)
    const connection = tenant.state.connections.find(({ id }) => id === connection_id)
    if (connection?.strategy !== 'auth0')
      throw invalidBody("'The connection does not exist or is no database'.")
    const id = `job_${randomBytes(8).toString('hex')}`
    const created = { id, type: 'users_import', connection_id, created_at: tenant.now().toISOString() }
    const named = external_id === undefined ? {} : { external_id }
    const outcome = await importUsers(tenant, preUserRegistration, connection, users, upsert)
    jobs.set(id, { ...created, ...named, status: 'completed', ...outcome })
    return c.json({ ...created, ...named, status: 'pending' }, 202)
  })

  app.get('/:id', needs('create:users', 'read:users'), c => {
    const { errors: _errors, ...job } = existingJob(jobs, c.req.param('id'))
    return c.json(job)
  })

  app.get('/:id/errors', needs('create:users', 'read:users'), c => {
    const { errors } = existingJob(jobs, c.req.param('id'))
    return errors.length > 0 ? c.json(errors) : c.body(null, 204)
  })

  return app
}

async function readImport(c: Context) {
  const isJson = c.req.header('content-type')?.includes('json') ?? false
  const body = isJson ? await c.req.json<Record<string, unknown>>() : await c.req.parseBody()
  const file = body.users
  const text =
    file instanceof File ? await file.text() : typeof file === 'string' ? file : JSON.stringify(file)
  if (text === undefined || text.length > largestBytes)
    throw invalidBody(`'users: at most ${largestBytes} bytes'.`)
  let users: unknown
  try {
    users = JSON.parse(text)
  } catch {
    throw invalidBody("'users is no JSON'.")
  }
  if (!Array.isArray(users)) throw invalidBody("'users must be an array'.")
  const { connection_id, external_id, upsert } = body
  return {
    connection_id: String(connection_id ?? ''),
    external_id: external_id === undefined ? undefined : String(external_id),
    upsert: String(upsert) === 'true',
    users: users as unknown[],
  }
}

async function importUsers(
  tenant: Tenant,
  hook: PreUserRegistration,
  connection: Connection,
  users: unknown[],
  upsert: boolean,
) {
  const summary = { failed: 0, updated: 0, inserted: 0, total: users.length }
  const errors: JsonObject[] = []
  for (const entry of users) {
    const parsed = importedUser.safeParse(entry)
    const outcome = parsed.success
      ? await importUser(tenant, hook, connection, parsed.data, upsert)
      : { code: 'FORMAT', message: parsed.error.issues[0]?.message ?? 'Invalid user' }
    if (outcome === 'inserted' || outcome === 'updated') summary[outcome] += 1
    else {
      summary.failed += 1
      errors.push({ user: JSON.parse(JSON.stringify(entry ?? null)), errors: [outcome] })
    }
  }
  tenant.log({
    type: summary.failed > 0 ? 'fui' : 'sui',
    description: 'Users import',
    connection: connection.name,
  })
  return { summary, errors }
}

async function importUser(
  tenant: Tenant,
  hook: PreUserRegistration,
  connection: Connection,
  imported: ImportedUser,
  upsert: boolean,
): Promise<'inserted' | 'updated' | { code: string; message: string }> {
  const { custom_password_hash, user_id, ...profile } = imported
  const email = profile.email?.toLowerCase()
  const known = email && findByIdentifier(tenant.state, connection.name, 'email', email)
  if (known && upsert) return update(known.user, profile)
  const user = { ...profile, connection: connection.name, provider_user_id: user_id }
  const verdict = tenant.switches.importRunsPreRegistration ? await hook(tenant, user) : undefined
  if (verdict?.outcome === 'denied') return { code: 'NOT_PASSED', message: verdict.reason }
  try {
    const made = tenant.createUser(user)
    if (custom_password_hash) made.password_hash = toStoredDigest(custom_password_hash)
    return 'inserted'
  } catch (error) {
    if (!(error instanceof RefusedWrite)) throw error
    return { code: 'DUPLICATED_USER', message: error.message }
  }
}

/** "The existing metadata is completely overwritten with the new metadata." */
function update(user: User, { email: _email, ...profile }: Omit<ImportedUser, 'user_id'>): 'updated' {
  Object.assign(user, JSON.parse(JSON.stringify(profile)))
  return 'updated'
}

function existingJob(jobs: Map<string, Job>, id: string): Job {
  const job = jobs.get(id)
  if (!job) throw notFound('inexistent_job', 'The job does not exist.')
  return job
}
