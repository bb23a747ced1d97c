import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { randomId } from '../../service/invitations/model/random-id.ts'
import { openSqliteLedger } from '../../service/ledger/sqlite-ledger.ts'
import { makeBenchEnvironment, startBenchService } from './bench-service.ts'
import type { BenchTenant } from './bench-tenant.ts'
import { type Figure, toFigure } from './figure.ts'
import { type LoadRequest, runLoad } from './load.ts'
import { prepareInvitations } from './prepare-ledger.ts'
import { toRedemptionRequest } from './redemption-request.ts'

const PEOPLE = 200
const POLL_MS = 250
/** A grant reads its user and writes the roles. */
const REQUESTS_PER_GRANT = 2

/**
 * 200 people who redeem at once while the tenant takes `perSecond` requests: how long the last of them waits for the
 * answer, and when all have their role, against what the limit dictates.
 */
export async function measureGrants(tenant: BenchTenant, perSecond: number): Promise<Figure[]> {
  const { localTenant, directory } = tenant
  const LEDGER_FILE = join(directory, `grants-${perSecond}.db`)
  const environment = await makeBenchEnvironment(tenant, { LEDGER_FILE })
  environment.AUTH0_MANAGEMENT_REQUESTS_PER_SECOND = String(perSecond)
  const ledger = await openSqliteLedger(LEDGER_FILE)
  const prepared = await prepareInvitations(ledger, environment, PEOPLE, { roles: ['Editor'] })
  await ledger.close()
  // As the login leaves them: the Action has written the metadata before the grant is done.
  const app_metadata = { guestlist: { admitted: true } }
  const requests: LoadRequest[] = []
  for (const one of prepared) {
    const user = { connection: 'Users', email: one.email, password: randomId(), app_metadata }
    const { user_id: userId, created_at: createdAt } = await localTenant.control.addUser(user)
    requests.push(toRedemptionRequest(environment, one, { userId, createdAt }))
  }
  const dictated = (PEOPLE * REQUESTS_PER_GRANT) / perSecond
  const service = await startBenchService(directory, environment)
  try {
    const startedAt = performance.now()
    const { maxMs } = await runLoad(service.port, requests, { concurrency: PEOPLE })
    while ((await countHolders(tenant)) < PEOPLE) {
      if (performance.now() - startedAt > 3_000 * dictated)
        throw new Error('the grants do not come to an end')
      await delay(POLL_MS)
    }
    const seconds = (performance.now() - startedAt) / 1000
    await localTenant.control.reset()
    return [
      toFigure(`redeem_200_slowest_at_${perSecond}_per_s`, 'ms', { runs: [maxMs], limits: [3_000] }),
      toFigure(`grant_200_at_${perSecond}_per_s`, 's', { runs: [seconds], limits: [dictated] }),
    ]
  } finally {
    await service.process.stop()
  }
}

async function countHolders({ localTenant }: BenchTenant): Promise<number> {
  const { user_roles } = await localTenant.control.snapshot()
  return Object.values(user_roles).filter(roles => roles.length > 0).length
}
