import { z } from 'zod'
import { GRANT_ANY_PERMISSION } from '../../../invitations/model/new-invitation.ts'
import { toImportJson } from '../imports/import-json.ts'
import { defineOperation } from '../operation.ts'
import { exampleImport, importSchema } from '../schemas/import-schema.ts'

/** The part of a path that names one import. */
export const importParameters = z.strictObject({ id: z.string().describe('Id of the import: `imp_…`.') })

export const exampleImportParameters = { id: exampleImport.id }

const query = z.strictObject({
  take: z.coerce.number().int().min(1).max(100).default(50).describe('How many at most.'),
  from: z.string().min(1).max(64).optional().describe('Where to go on: `next` of the page before.'),
})

const importPage = z
  .object({
    imports: z.array(importSchema),
    next: z.string().optional().describe('Where the next page begins; missing on the last one.'),
  })
  .meta({ id: 'ImportPage' })

/** `GET /api/imports` */
export const listImports = defineOperation(
  {
    id: 'listImports',
    method: 'get',
    path: '/api/imports',
    tag: 'Imports',
    summary: 'List imports',
    description: 'Newest first: your own, with `grant:any` all. They are kept for 30 days.',
    permissions: ['read:invitations'],
    query,
    answers: [
      {
        status: 200,
        description: 'One page.',
        content: [{ type: 'application/json', schema: importPage, example: { imports: [exampleImport] } }],
      },
    ],
    refusals: [],
    example: {},
  },
  async ({ ledger }, { caller, query: { take, from } }, c) => {
    const ownerId = caller.permissions.has(GRANT_ANY_PERMISSION) ? undefined : caller.id
    // One more than asked for tells whether there is another page.
    const found = await ledger.listImports({ ownerId, after: from, take: take + 1 })
    const imports = found.slice(0, take).map(toImportJson)
    return c.json({ imports, ...(found.length > take && { next: imports.at(-1)?.id }) })
  },
)

/** `GET /api/imports/{id}` */
export const getImport = defineOperation(
  {
    id: 'getImport',
    method: 'get',
    path: '/api/imports/{id}',
    tag: 'Imports',
    summary: 'Get an import',
    description: 'How it stands: ask again while it runs. Whoever began it gets a mail when it has ended.',
    permissions: ['read:invitations'],
    parameters: importParameters,
    answers: [
      {
        status: 200,
        description: 'The import.',
        content: [{ type: 'application/json', schema: importSchema, example: exampleImport }],
      },
    ],
    refusals: ['not_found'],
    example: { parameters: exampleImportParameters },
  },
  async (deps, { caller, parameters }, c) =>
    c.json(toImportJson(await deps.imports.find(parameters.id, caller))),
)

/** `POST /api/imports/{id}/confirm` */
export const confirmImport = defineOperation(
  {
    id: 'confirmImport',
    method: 'post',
    path: '/api/imports/{id}/confirm',
    tag: 'Imports',
    summary: 'Invite the people of an import',
    description:
      'Begins to invite everybody who is ready, by what you may do now. Asked again it changes nothing. Each row counts ' +
      'for the limits of the policy; one that is over a limit fails, and can be uploaded again when that has ended.',
    permissions: ['create:invitations'],
    parameters: importParameters,
    answers: [
      {
        status: 202,
        description: 'It has begun.',
        content: [
          {
            type: 'application/json',
            schema: importSchema,
            example: { ...exampleImport, status: 'confirmed' },
          },
        ],
      },
    ],
    refusals: ['not_found', 'forbidden', 'conflict'],
    example: { parameters: exampleImportParameters },
  },
  async (deps, { caller, parameters }, c) =>
    c.json(toImportJson(await deps.imports.confirm(parameters.id, caller)), 202),
)

/** `POST /api/imports/{id}/cancel` */
export const cancelImport = defineOperation(
  {
    id: 'cancelImport',
    method: 'post',
    path: '/api/imports/{id}/cancel',
    tag: 'Imports',
    summary: 'Cancel an import',
    description: 'Ends it where it is. Who was invited until then stays so, and gets their message.',
    permissions: ['create:invitations'],
    parameters: importParameters,
    answers: [
      {
        status: 200,
        description: 'It has ended.',
        content: [
          {
            type: 'application/json',
            schema: importSchema,
            example: { ...exampleImport, status: 'cancelled' },
          },
        ],
      },
    ],
    refusals: ['not_found', 'conflict'],
    example: { parameters: exampleImportParameters },
  },
  async (deps, { caller, parameters }, c) =>
    c.json(toImportJson(await deps.imports.cancel(parameters.id, caller))),
)
