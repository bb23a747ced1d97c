import type { OpenApiOperation } from '../api/openapi/open-api.ts'

/** How to ask for an operation on a command line: the address with its examples filled in, the token, the body. */
export function toCurlExample(request: {
  origin: string
  path: string
  method: string
  operation: OpenApiOperation
}): string {
  const { origin, path, method, operation } = request
  const body = operation.requestBody?.content['application/json']?.example
  const parts = [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} ${quote(`${origin}${fillIn(path, operation)}`)}`,
    `-H "Authorization: Bearer $TOKEN"`,
    ...headersOf(operation),
    ...uploadOf(operation),
    ...(body === undefined
      ? []
      : [`-H ${quote('Content-Type: application/json')}`, `-d ${quote(toText(body))}`]),
  ]
  return parts.join(' \\\n  ')
}

function fillIn(path: string, { parameters }: OpenApiOperation): string {
  const filled = parameters
    .filter(({ in: place }) => place === 'path')
    .reduce((rest, { name, example = '' }) => rest.replace(`{${name}}`, encodeURIComponent(example)), path)
  const query = parameters.filter(({ in: place, example }) => place === 'query' && example !== undefined)
  const search = new URLSearchParams(query.map(({ name, example = '' }): [string, string] => [name, example]))
  return search.size === 0 ? filled : `${filled}?${search}`
}

function headersOf({ parameters }: OpenApiOperation): string[] {
  return parameters
    .filter(({ in: place }) => place === 'header')
    .map(({ name, example = '' }) => `-H ${quote(`${name}: ${example}`)}`)
}

/** A file, under a name that says what is in it. */
function uploadOf({ requestBody }: OpenApiOperation): string[] {
  if (!requestBody || requestBody.content['application/json']) return []
  const [type = ''] = Object.keys(requestBody.content)
  return [`-H ${quote(`Content-Type: ${type}`)}`, '--data-binary @people.csv']
}

/** JSON as a person would write it. */
export function toText(value: unknown): string {
  return JSON.stringify(value, null, 2)
}

/** One word for a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
