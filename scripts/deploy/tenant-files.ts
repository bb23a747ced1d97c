import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ACTION_NAMES } from '../build.ts'
import { refuse } from './deploy-error.ts'
import { type Json, type JsonObject, toTexts } from './json.ts'
import type { Binding, Partials } from './merge-tenant.ts'
import { checkPlaceholders, fillIn } from './placeholders.ts'

/** What is ours in a tenant, as its files say it, with all keywords filled in. */
export interface TenantFiles {
  api: JsonObject & { identifier: string; name: string }
  applications: ApplicationFile[]
  /** Which application may ask for what, by the application's name. */
  grants: GrantFile[]
  actions: ActionFile[]
  roles: RoleFile[]
  /** Per trigger, in the order in which they run. */
  bindings: Record<string, Binding[]>
  partials: Partials
  pageTemplate: string
}

const metadata = z.record(z.string(), z.string())
const application = z.looseObject({
  name: z.string(),
  client_metadata: z.intersection(metadata, z.looseObject({ guestlist_application: z.string() })),
})
const grant = z.object({
  client_id: z.string(),
  audience: z.string(),
  subject_type: z.enum(['client', 'user']).default('client'),
  scope: z.array(z.string()),
})
const action = z.object({
  name: z.string(),
  code: z.string(),
  runtime: z.string(),
  dependencies: z.array(z.object({ name: z.string(), version: z.string() })),
  secrets: z.array(z.object({ name: z.string(), value: z.string() })),
  supported_triggers: z.array(z.object({ id: z.string(), version: z.string() })),
})
const permission = z.object({ permission_name: z.string(), resource_server_identifier: z.string() })
const role = z.object({ name: z.string(), description: z.string(), permissions: z.array(permission) })
const api = z.looseObject({ identifier: z.string(), name: z.string() })
const binding = z.object({ action_name: z.string(), display_name: z.string() })
const texts = z.record(z.string(), z.string())

export type ApplicationFile = z.output<typeof application> & JsonObject
export type GrantFile = z.output<typeof grant>
export type ActionFile = z.output<typeof action>
export type RoleFile = z.output<typeof role>
export type Permission = z.output<typeof permission>

/**
 * Reads a directory of tenant files, with the built Actions, and fills in its keywords; `provided` are those that the
 * deployment knows by itself. Throws DeployError with everything that is missing or not fit to deploy.
 */
export async function readTenantFiles(
  directory: string,
  mappings: Record<string, string>,
  provided: Record<string, string>,
): Promise<TenantFiles> {
  const { values, faults } = await checkPlaceholders(directory, mappings, Object.keys(provided))
  for (const name of ACTION_NAMES)
    if (!existsSync(join(directory, 'actions', name, 'code.js')))
      faults.push(`actions/${name}/code.js is missing: build the Actions first`)
  if (faults.length > 0) refuse('Not deployed:', faults)
  const all = { ...values, ...provided }
  const read = (file: string) => readFileSync(join(directory, file), 'utf8')
  const parse = <Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> =>
    schema.parse(JSON.parse(fillIn(read(file), all)))
  const each = <Schema extends z.ZodType>(folder: string, schema: Schema): z.output<Schema>[] =>
    readdirSync(join(directory, folder))
      .filter(name => name.endsWith('.json'))
      .sort()
      .map(name => parse(`${folder}/${name}`, schema))
  return {
    api: each('resource-servers', api)[0] as TenantFiles['api'],
    applications: each('clients', application) as ApplicationFile[],
    grants: each('grants', grant),
    actions: each('actions', action).map(one => ({ ...one, code: read(one.code) })),
    roles: each('merged/roles', role),
    bindings: parse('merged/triggers.json', z.record(z.string(), z.array(binding))),
    partials: readPartials(
      parse('merged/partials.json', z.record(z.string(), z.record(z.string(), texts))),
      read,
    ),
    pageTemplate: read('merged/universal_login.html').trim(),
  }
}

/** prompt -> screen -> entry point -> the file with its text, which becomes the text. */
function readPartials(files: Partials, read: (file: string) => string): Partials {
  const entries = Object.entries(files).map(([prompt, screens]) => [
    prompt,
    Object.fromEntries(
      Object.entries(screens).map(([screen, points]) => [
        screen,
        Object.fromEntries(
          Object.entries(points).map(([point, file]) => [point, read(`merged/${file}`).trim()]),
        ),
      ]),
    ),
  ])
  return Object.fromEntries(entries)
}

/**
 * The files with callbacks and logout addresses of our applications under each former address, too: between deploying
 * a new PUBLIC_URL and starting the service with it, log-ins come back to the former one.
 */
export function withFormerAddresses(
  files: TenantFiles,
  publicUrl: string,
  formerUrls: readonly string[],
): TenantFiles {
  const widen = (addresses: Json | undefined) => {
    const texts = toTexts(addresses)
    const former = formerUrls.flatMap(url =>
      texts.filter(text => text.startsWith(publicUrl)).map(text => `${url}${text.slice(publicUrl.length)}`),
    )
    return [...new Set([...texts, ...former])]
  }
  if (formerUrls.length === 0) return files
  const applications = files.applications.map(file => ({
    ...file,
    ...('callbacks' in file && { callbacks: widen(file.callbacks) }),
    ...('allowed_logout_urls' in file && { allowed_logout_urls: widen(file.allowed_logout_urls) }),
  }))
  return { ...files, applications }
}
