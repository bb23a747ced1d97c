import { Hono } from 'hono'
import type { Json, JsonObject } from '../../state/state.ts'
import type { Tenant } from '../../tenant.ts'
import { type ManagementEnv, needs } from '../bearer.ts'
import { answerList, invalidQuery, selectFields } from '../paging.ts'
import { showUser } from './users.ts'

/**
 * `GET /users`: exact matches, ranges of dates and `_exists_`, joined with AND. Anything else of the query language is
 * refused by name.
 */
export function createUserSearchRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()
  app.get('/', needs('read:users'), c => {
    const terms = parseQuery(c.req.query('q'))
    const found = tenant.state.users.map(showUser).filter(user => terms.every(term => matches(user, term)))
    return answerList(c, 'users', sortUsers(found, c.req.query('sort')))
  })
  return app
}

/** `GET /users-by-email`: all connections, and case-sensitive, as the endpoint's page says. */
export function createUsersByEmailRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()
  app.get('/', needs('read:users'), c => {
    const email = c.req.query('email')
    if (!email) throw invalidQuery("'Missing required property: email'")
    const found = tenant.state.users.filter(user => user.email === email)
    return c.json(found.map(user => selectFields(c, showUser(user))))
  })
  return app
}

function sortUsers(users: JsonObject[], sort: string | undefined): JsonObject[] {
  if (sort === undefined) return users
  const [, field = '', order] = /^(\w+):(-?1)$/.exec(sort) ?? []
  if (!order) throw invalidQuery(`'String does not match pattern' on property sort`)
  return users.toSorted((one, other) => Number(order) * compare(String(one[field]), String(other[field])))
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

interface Term {
  path: string[]
  /** Does a value that is there match? */
  test: (value: string) => boolean
}

const RANGE = /^\s*([\w.]+):\[(\S+) TO (\S+)\]\s*$/
const EXISTS = /^\s*_exists_:([\w.]+)\s*$/
const EXACT = /^\s*([\w.]+):(?:"([^"*?]*)"|([^\s"*?()[\]]+))\s*$/

function parseQuery(query: string | undefined): Term[] {
  if (!query || query === '*') return []
  return query.split(' AND ').map(part => {
    const [, existing] = EXISTS.exec(part) ?? []
    if (existing) return { path: existing.split('.'), test: () => true }
    const [, dated, from = '*', to = '*'] = RANGE.exec(part) ?? []
    if (dated) return { path: dated.split('.'), test: value => isWithin(value, from, to) }
    const [, path, quoted, bare] = EXACT.exec(part) ?? []
    if (!path) throw invalidQuery(`the local tenant knows only q=field:"value" joined with AND, not ${part}`)
    return { path: path.split('.'), test: value => value === (quoted ?? bare ?? '') }
  })
}

/** Both ends included, as with square brackets. */
function isWithin(value: string, from: string, to: string): boolean {
  const at = Date.parse(value)
  return (from === '*' || at >= Date.parse(from)) && (to === '*' || at <= Date.parse(to))
}

function matches(user: JsonObject, { path, test }: Term): boolean {
  const found = path.reduce<Json[]>(
    (values, name) => values.flatMap(entry => childrenOf(entry, name)),
    [user],
  )
  return found.some(entry => test(String(entry)))
}

function childrenOf(value: Json, name: string): Json[] {
  if (Array.isArray(value)) return value.flatMap(entry => childrenOf(entry, name))
  const child = typeof value === 'object' && value !== null ? value[name] : undefined
  return child === undefined ? [] : [child]
}
