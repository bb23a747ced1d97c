import { Hono } from 'hono'
import type { Ledger } from '../ledger/ledger.ts'

/** Whether this process still wants requests; false from the moment it is told to stop. */
export interface Readiness {
  isReady: boolean
}

export interface HealthDeps {
  readonly ledger: Pick<Ledger, 'checkHealth'>
  readonly readiness: Readiness
}

/**
 * Liveness says that the process answers; readiness that it can do its work, which is mostly writing, and wants more of it.
 */
export function createHealthRoutes(deps: HealthDeps): Hono {
  return new Hono()
    .get('/live', c => c.json({ status: 'ok' }))
    .get('/ready', async c => {
      if (!deps.readiness.isReady) return c.json({ status: 'stopping' }, 503)
      const isHealthy = await deps.ledger.checkHealth().then(
        () => true,
        () => false,
      )
      return isHealthy ? c.json({ status: 'ok' }) : c.json({ status: 'ledger_unavailable' }, 503)
    })
}
