import { type Context, Hono } from 'hono'
import { FileError } from '../../../imports/file-error.ts'
import { scopeOf } from '../../../invitations/model/caller.ts'
import { InvitationError } from '../../../invitations/model/invitation-error.ts'
import { type Messages, messagesFor } from '../../../messages/messages.ts'
import { ApiError } from '../../api/api-error.ts'
import { toImportJson } from '../../api/imports/import-json.ts'
import { takeImport } from '../../api/imports/take-import.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import { findGrantableRoles } from '../parts/find-grantable-roles.ts'
import { ImportsPage } from './imports-page.tsx'
import { type ReadingFieldValues, readingFields } from './reading-fields.tsx'

const TAKE = 20

/** The form for a file, above the files that there are. */
export function createUploadRoutes(deps: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>()
    .get('/', c => showImports(c, deps, undefined))
    .post('/', async c => {
      const { caller, site } = c.get('admin')
      try {
        const row = await takeImport(deps, c.req.raw, { caller, query: {} })
        return c.redirect(`/admin/imports/${row.id}`, 303)
      } catch (error) {
        const fault = toFault(error, messagesFor(site.locale).imports)
        if (fault === undefined) throw error
        return showImports(c, deps, fault)
      }
    })
}

async function showImports(c: Context<AdminEnv>, deps: AdminDeps, fault: string | undefined) {
  const admin = c.get('admin')
  const after = c.req.query('from')
  // One more than is shown tells whether there is another page.
  const [found, roles] = await Promise.all([
    deps.ledger.listImports({ ownerId: scopeOf(admin.caller), after, take: TAKE + 1 }),
    findGrantableRoles(deps, admin.caller),
  ])
  const imports = found.slice(0, TAKE).map(toImportJson)
  const next = found.length > TAKE ? imports.at(-1)?.id : undefined
  const chosen = readChosen(c)
  const page = (
    <ImportsPage
      admin={admin}
      imports={imports}
      roles={roles}
      fault={fault}
      chosen={chosen}
      next={next}
      isFirst={after === undefined}
    />
  )
  return renderAdminPage(c, page, { status: fault === undefined ? 200 : 422 })
}

/** How a file that was understood wrongly is to be read, from the page that shows how it was. */
function readChosen(c: Context<AdminEnv>): ReadingFieldValues {
  return Object.fromEntries(
    readingFields.flatMap(name => {
      const value = c.req.query(name)
      return value === undefined ? [] : [[name, value.slice(0, 10_000)]]
    }),
  )
}

/** What is wrong with a file or with what was said beside it; undefined for what is no fault of theirs. */
function toFault(error: unknown, messages: Messages['imports']): string | undefined {
  if (error instanceof FileError) {
    const { code, line, column } = error
    const where = [line !== undefined && messages.atLine(String(line)), column && messages.atColumn(column)]
    return [messages.faults[code], ...where].filter(Boolean).join(' ')
  }
  if (error instanceof ApiError)
    return error.code === 'invalid_file' ? messages.noFile : messages.refused(error.field ?? error.code)
  return error instanceof InvitationError ? messages.refused(error.field ?? error.code) : undefined
}
