import nock from 'nock'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestService, type TestService } from './test-service.ts'

let service: TestService

beforeEach(async () => {
  service = await startTestService()
})
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

const ask = async (path: string) => {
  const answer = await service.app.request(path)
  return [answer.status, await answer.json()]
}

test('a service is live as long as it answers, and ready while it wants requests and its ledger works', async () => {
  expect(await ask('/health/live')).toEqual([200, { status: 'ok' }])
  expect(await ask('/health/ready')).toEqual([200, { status: 'ok' }])
  service.readiness.isReady = false
  expect(await ask('/health/ready')).toEqual([503, { status: 'stopping' }])
  expect(await ask('/health/live')).toEqual([200, { status: 'ok' }])
  service.readiness.isReady = true
  await service.close()
  expect(await ask('/health/ready')).toEqual([503, { status: 'ledger_unavailable' }])
})
