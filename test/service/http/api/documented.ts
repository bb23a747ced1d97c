import { expect } from 'vitest'
import { type ApiErrorCode, errorCodes } from '../../../../service/http/api/error-codes.ts'
import { refusalsOf } from '../../../../service/http/api/openapi/describe-responses.ts'
import type { ApiOperation } from '../../../../service/http/api/operation.ts'
import { operations } from '../../../../service/http/api/operations.ts'

/** Fails for an answer that the document of the API does not promise: another status, code, or field. */
export function expectDocumented(
  method: string,
  path: string,
  answer: { status: number; body: unknown },
): void {
  const operation = findOperation(method, path)
  if (!operation) return
  if (answer.status >= 400) expectRefusal(operation, answer)
  else expectAnswer(operation, answer)
}

/** The operation that a request is for; the first match counts, as in the router. */
function findOperation(method: string, path: string): ApiOperation | undefined {
  const { pathname } = new URL(path, 'https://guestlist.example')
  return operations.find(
    operation =>
      operation.method === method.toLowerCase() &&
      new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  )
}

function expectAnswer(
  { id, answers }: ApiOperation,
  { status, body }: { status: number; body: unknown },
): void {
  const promised = answers.find(one => one.status === status)
  expect(promised, `${id} answers ${status}`).toBeDefined()
  const json = promised?.content?.find(({ type }) => type === 'application/json')
  // What the schema does not know is stripped, and so told apart.
  if (json && 'schema' in json) expect(json.schema.parse(body), id).toEqual(body)
}

function expectRefusal(operation: ApiOperation, { status, body }: { status: number; body: unknown }): void {
  const { error } = body as { error: { code: ApiErrorCode } }
  expect(refusalsOf(operation), `${operation.id} refuses with ${error.code}`).toContain(error.code)
  expect(errorCodes[error.code].status).toBe(status)
}
