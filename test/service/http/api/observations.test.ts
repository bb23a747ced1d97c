import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ADMISSION_PATH, REDEMPTION_PATH } from '../../../../contract/calls.ts'
import { createGate } from '../../../contract/gate-fixture.ts'
import { databaseLogin } from '../../invitations/logins.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

let service: TestService
let root: Person

beforeEach(async () => {
  service = await startTestService()
  root = as(service, 'root')
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const path = '/api/gate/observations'

describe('what the gate has observed', () => {
  test('is told by day, reason, door and application', async () => {
    const today = new Date(service.clock.now()).toISOString().slice(0, 10)
    const login = {
      ...databaseLogin(service.clock.now()),
      passes: true,
      observing: true,
      client_id: 'portal',
    }
    const gate = createGate().fingerprint
    for (let n = 0; n < 2; n++)
      expect((await service.call(REDEMPTION_PATH, { ...login, gate })).body).toEqual({
        outcome: 'refused',
        code: 'invitation_required',
      })
    const signUp = {
      connection: login.connection,
      observing: true,
      refused: 'handoff_expired',
      interactive: false,
    }
    await service.call(ADMISSION_PATH, { ...signUp, gate })
    const { status, body } = await root.ask('GET', path)
    expect(status).toBe(200)
    expect(body).toEqual({
      observations: [
        {
          day: today,
          code: 'invitation_required',
          client_id: 'portal',
          count: 2,
          door: 'log_in Username-Password-Authentication',
        },
        {
          day: today,
          code: 'handoff_expired',
          client_id: null,
          count: 1,
          door: 'sign_up_by_api Username-Password-Authentication',
        },
      ],
    })
    expect(service.logLines.join()).not.toContain('gate_differs')
  })

  test('is told for the days that are asked for', async () => {
    for (const query of ['from=2020-01-01&to=2020-12-31', 'to=2020-01-01', 'from=2099-01-01&to=2099-01-02'])
      expect((await root.ask('GET', `${path}?${query}`)).body).toEqual({ observations: [] })
    expect((await root.ask('GET', `${path}?from=2026-02-30`)).status).toBe(422)
    expect((await root.ask('GET', `${path}?from=yesterday`)).status).toBe(422)
  })

  test('is for administrators', async () => {
    const inviter = as(service, 'ada')
    expect((await inviter.ask('GET', path)).status).toBe(403)
  })
})

test('Actions that were built with another gate are told of once, and obeyed', async () => {
  const login = { ...databaseLogin(service.clock.now()), gate: 'another-gate' }
  for (let n = 0; n < 3; n++) expect((await service.call(REDEMPTION_PATH, login)).status).toBe(200)
  expect(service.logLines.filter(line => line.includes('gate_differs'))).toHaveLength(1)
})
