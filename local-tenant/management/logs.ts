import { Hono } from 'hono'
import type { JsonObject, LogEntry } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { notFound } from './management-error.ts'
import { answerList, readNumber } from './paging.ts'

/** `/logs`: newest first by page, or onwards from an id with `from` and `take`. */
export function createLogRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:logs', 'read:logs_users'), c => {
    const from = c.req.query('from')
    if (from === undefined) return answerList(c, 'logs', tenant.state.logs.map(showLog).reverse())
    const after = tenant.state.logs.findIndex(log => log.log_id === from) + 1
    return c.json(tenant.state.logs.slice(after, after + readNumber(c, 'take', 50)).map(showLog))
  })

  app.get('/:id', needs('read:logs', 'read:logs_users'), c => {
    const entry = tenant.state.logs.find(log => log.log_id === c.req.param('id'))
    if (!entry) throw notFound('inexistent_log', 'The log entry does not exist.')
    return c.json(showLog(entry))
  })

  return app
}

export function showLog(entry: LogEntry): JsonObject {
  return { ...entry, _id: entry.log_id }
}
