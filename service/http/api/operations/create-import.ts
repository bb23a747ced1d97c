import { toImportJson } from '../imports/import-json.ts'
import { importOnce } from '../imports/import-once.ts'
import { takeImport } from '../imports/take-import.ts'
import { defineOperation } from '../operation.ts'
import { importQuery } from '../schemas/import-query.ts'
import { exampleImport, importSchema } from '../schemas/import-schema.ts'

const exampleCsv = 'Email,Role,First name,app_metadata.class\r\ngrace@example.com,Student,Grace,5b\r\n'
const exampleNdjson = '{"email":"grace@example.com","roles":["Student"],"app_metadata":{"class":"5b"}}\n'

/** `POST /api/imports` */
export const createImport = defineOperation(
  {
    id: 'createImport',
    method: 'post',
    path: '/api/imports',
    tag: 'Imports',
    summary: 'Upload a file',
    description:
      'Takes a file of people, CSV or NDJSON in UTF-8, up to 2 GiB, as the body or as the file of a form (whose fields ' +
      'are those of the query, before the file). Its rows are sorted: who may be invited, who is malformed and why, ' +
      'twice in the file, invited already or a member already. Nobody is invited until you confirm it.\n\n' +
      'CSV names its columns in its first line (titles above it are passed over), in any order: `email` (needed), ' +
      '`roles` (with semicolons between), `name`, `given_name`, `family_name`, `nickname`, `picture`, `locale`, ' +
      '`message`, `external_id`, `client_id`, `connection`, `result_url`, `ttl_sec`, `app_metadata.<key>`, ' +
      '`user_metadata.<key>`, or `app_metadata` and `user_metadata` as JSON. Names in English, Spanish, French, ' +
      'German, Portuguese and Japanese, and those of the large directories, are known; what stands in brackets does ' +
      'not matter. Columns that mean nothing refuse the file, all named at once, unless `ignore_unknown_columns`. ' +
      'NDJSON has our names, or those of `POST /api/invitations`.\n\n' +
      'Separators are commas, semicolons, tabs or vertical bars; CRLF, LF and CR end rows. Cells that are missing at ' +
      'the end are empty. A cell of addresses may be `Name <address>` or `mailto:`; two in one cell are refused. ' +
      'Everything that was guessed is in `reading`, and may be said otherwise with the parameters of the same names. ' +
      'Every row is held to the rules of a single invitation.',
    permissions: ['create:invitations'],
    query: importQuery,
    upload: {
      'text/csv': exampleCsv,
      'application/x-ndjson': exampleNdjson,
      'multipart/form-data': `file=${exampleCsv}`,
    },
    takesIdempotencyKey: true,
    answers: [
      {
        status: 201,
        description: 'The file is taken, and its rows are sorted.',
        headers: { Location: 'Address of the import in this API.' },
        content: [{ type: 'application/json', schema: importSchema, example: exampleImport }],
      },
    ],
    refusals: ['forbidden', 'conflict', 'not_found'],
    example: { query: { roles: 'Student', locale: 'de' } },
  },
  async (deps, { caller, query }, c) => {
    const about = [query, c.req.header('Content-Type'), c.req.header('Content-Length')]
    const key = c.req.header('Idempotency-Key')
    const { row, isRepeated } = await importOnce(deps, { key, caller, about }, () =>
      takeImport(deps, c.req.raw, { caller, query }),
    )
    if (isRepeated) c.header('Idempotent-Replayed', 'true')
    c.header('Location', `${deps.publicUrl}/api/imports/${row.id}`)
    return c.json(toImportJson(row), 201)
  },
)
