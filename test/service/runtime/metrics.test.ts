import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createLog, withLogFields } from '../../../service/base/log.ts'
import { createMetrics } from '../../../service/runtime/metrics.ts'

const sizes = [{ kind: 'grant', waiting: 3, oldestMs: 90_000, failed: 1 }] as const

function create(measureQueues = async () => [...sizes]) {
  const metrics = createMetrics({
    ledger: () => ({ measureQueues }),
    now: Date.now,
    version: '1.2.3',
    schema: '0021-plain-names',
  })
  const written: string[] = []
  return { metrics, written, log: metrics.meter(createLog(line => written.push(line), { level: 'error' })) }
}

const linesOf = async ({ metrics }: ReturnType<typeof create>, name: string) =>
  (await metrics.read()).split('\n').filter(line => line.startsWith(name))

describe('the figures', () => {
  it('count requests by route and status, and how long they took', async () => {
    const world = create()
    world.log.info('request', { method: 'GET', route: '/i/:token', status: 200, ms: 4 })
    world.log.info('request', { method: 'GET', route: '/i/:token', status: 200, ms: 400 })
    expect(await linesOf(world, 'guestlist_requests_total')).toEqual([
      'guestlist_requests_total{method="GET",route="/i/:token",status="200"} 2',
    ])
    expect(await linesOf(world, 'guestlist_request_duration_seconds_bucket{le="0.005"')).toEqual([
      'guestlist_request_duration_seconds_bucket{le="0.005",route="/i/:token"} 1',
    ])
    // What is counted is not written for that.
    expect(world.written).toEqual([])
  })

  it('count what the Actions were told, by code and door, also where other lines say it', async () => {
    const world = create()
    withLogFields({ outcome: 'refused', code: 'wrong_account', connection: 'google-oauth2' }, () =>
      world.log.info('request', { method: 'POST', route: '/actions/redemption', status: 200, ms: 1 }),
    )
    expect(await linesOf(world, 'guestlist_decisions_total')).toEqual([
      'guestlist_decisions_total{call="redemption",outcome="refused",code="wrong_account",connection="google-oauth2"} 1',
    ])
  })

  it('count work, the Management API and errors by their codes', async () => {
    const world = create()
    world.log.warn('work.postponed', { kind: 'invitation_mail', code: 'throttled', ms: 3 })
    world.log.warn('management.failed', { operation: 'findUser', code: 'throttled', status: 429 })
    world.log.error('ledger.failed')
    expect(await linesOf(world, 'guestlist_work_total')).toEqual([
      'guestlist_work_total{kind="invitation_mail",result="postponed",code="throttled"} 1',
    ])
    expect(await linesOf(world, 'guestlist_management_failures_total')).toEqual([
      'guestlist_management_failures_total{operation="findUser",code="throttled"} 1',
    ])
    expect(await linesOf(world, 'guestlist_errors_total')).toEqual([
      'guestlist_errors_total{event="ledger.failed"} 1',
    ])
  })

  it('tell how much work waits, for how long, and which version this is', async () => {
    const world = create()
    const queue = await linesOf(world, 'guestlist_queue')
    expect(queue).toEqual([
      'guestlist_queue_waiting{kind="grant"} 3',
      'guestlist_queue_oldest_seconds{kind="grant"} 90',
      'guestlist_queue_failed{kind="grant"} 1',
    ])
    expect(await linesOf(world, 'guestlist_build_info')).toEqual([
      'guestlist_build_info{version="1.2.3",schema="0021-plain-names"} 1',
    ])
    expect((await linesOf(world, 'nodejs_eventloop_lag_p99_seconds')).length).toBe(1)
  })

  it('are the ones that the dashboard and the alerts of the examples ask for', async () => {
    const known = new Set((await create().metrics.read()).match(/(?<=^# TYPE )\w+/gm))
    for (const file of ['docs/examples/grafana-dashboard.json', 'docs/examples/alerts.yml']) {
      const asked = readFileSync(file, 'utf8').match(/\b(?:guestlist|nodejs|process)_\w+/g) ?? []
      expect(asked.length).toBeGreaterThan(5)
      const unknown = asked.filter(name => !known.has(name.replace(/_(bucket|sum|count)$/, '')))
      expect(unknown).toEqual([])
    }
  })
})
