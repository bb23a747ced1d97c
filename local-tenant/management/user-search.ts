import { Hono } from 'hono'
import type { Json, JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { answerList, invalidQuery, selectFields } from './paging.ts'
import { showUser } from './users.ts'

/** `GET /users`: exact matches only, joined with AND. Anything else of the query language is refused by name. */
export function createUserSearchRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()
  app.get('/', needs('read:users'), c => {
    const terms = parseQuery(c.req.query('q'))
    const found = tenant.state.users.map(showUser).filter(user => terms.every(term => matches(user, term)))
    return answerList(c, 'users', found)
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

interface Term {
  path: string[]
  value: string
}

function parseQuery(query: string | undefined): Term[] {
  if (!query || query === '*') return []
  return query.split(' AND ').map(part => {
    const [, path, quoted, bare] = /^\s*([\w.]+):(?:"([^"*?]*)"|([^\s"*?()[\]]+))\s*$/.exec(part) ?? []
    if (!path) throw invalidQuery(`the local tenant knows only q=field:"value" joined with AND, not ${part}`)
    return { path: path.split('.'), value: quoted ?? bare ?? '' }
  })
}

function matches(user: JsonObject, { path, value }: Term): boolean {
  const found = path.reduce<Json[]>(
    (values, name) => values.flatMap(entry => childrenOf(entry, name)),
    [user],
  )
  return found.some(entry => String(entry) === value)
}

function childrenOf(value: Json, name: string): Json[] {
  if (Array.isArray(value)) return value.flatMap(entry => childrenOf(entry, name))
  const child = typeof value === 'object' && value !== null ? value[name] : undefined
  return child === undefined ? [] : [child]
}
