import { DeployError } from './deploy-error.ts'
import type { JsonObject } from './json.ts'
import { readBindingsOf, readOptions } from './read-tenant.ts'
import type { TenantApi } from './tenant-api.ts'
import type { TenantFiles } from './tenant-files.ts'

/** Fields of a database that say again, in the older way, what `password_options` says: the API takes one of both. */
const legacyPolicy = [
  'passwordPolicy',
  'password_complexity_options',
  'password_history',
  'password_no_personal_info',
  'password_dictionary',
]

/** All options of a database as they are, but for whether people may sign up: a PATCH replaces them whole. */
export function withSignUp(options: JsonObject, isClosed: boolean): JsonObject {
  const isFlexible = 'password_options' in options
  const kept = Object.entries(options).filter(([name]) => !isFlexible || !legacyPolicy.includes(name))
  return { ...Object.fromEntries(kept), disable_signup: isClosed }
}

/** Opens the sign-up of a database, if the gate is bound and everything can be seen. Throws DeployError. */
export async function openSignUp(
  { id }: { id: string },
  { api, files }: { api: TenantApi; files: TenantFiles },
): Promise<void> {
  await assertGateBound(api, files)
  await writeSignUp(api, id, false)
}

/** Opens or closes; the options are read again, because they are written whole. */
export async function writeSignUp(api: TenantApi, id: string, isClosed: boolean): Promise<void> {
  const options = await readOptions(api, id)
  if (!options) throw new DeployError('the options of the connection cannot be seen; they would be lost')
  if ((options.disable_signup === true) === isClosed) return
  await api.call('PATCH', `/connections/${id}`, { options: withSignUp(options, isClosed) })
}

/** fail closed: whatever was planned, a sign-up is opened only behind Actions that are seen to run first. */
async function assertGateBound(api: TenantApi, files: TenantFiles): Promise<void> {
  for (const [trigger, ours] of Object.entries(files.bindings)) {
    const bound = (await readBindingsOf(api, trigger)).map(({ action_name }) => action_name)
    if (!ours.every(({ action_name }, index) => bound[index] === action_name))
      throw new DeployError(`the gate is not bound to ${trigger}`)
  }
}
