import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { accept, makeUser, redeem } from './invitee/invitee-flow.ts'
import { startTestService, type TestService } from './test-service.ts'

const PEOPLE = 200
/** What a login may wait at most, and what the free plan answers in that time. */
const PATIENCE_SECONDS = 3
const REQUESTS_PER_SECOND = 2

let service: TestService
beforeEach(async () => {
  service = await startTestService()
})
afterEach(() => service.close())

test('200 people who redeem at once are answered with no more requests to the tenant than it takes in 3 s', async () => {
  const emails = Array.from({ length: PEOPLE }, (_, n) => `person${n}@school.example`)
  const csv = `email,role\n${emails.map(email => `${email},Editor`).join('\n')}\n`
  const imported = await service.api('/api/imports?confirm=true', {
    body: csv,
    headers: { 'content-type': 'text/csv' },
  })
  expect(imported.status).toBe(201)
  await service.worker.drain()
  const links = new Map(service.mails.map(({ to, text }) => [to, /https:\S+\/i\/[\w.-]+/.exec(text)?.[0]]))
  const logins = []
  for (const email of emails) {
    const authorization = await accept(openBrowser(service.app), links.get(email) ?? '')
    logins.push({ user: makeUser(service, email), authorization })
  }

  const before = service.management.requests.length
  const startedAt = service.clock.now()
  const answers = await Promise.all(
    logins.map(({ user, authorization }) => redeem(service, user, authorization)),
  )
  expect(answers.map(({ body }) => body.outcome)).toEqual(emails.map(() => 'redeemed'))
  // Nobody waited for a time to come, and what was asked of the tenant was not asked for each.
  expect(service.clock.now()).toBe(startedAt)
  const asked = service.management.requests.slice(before)
  expect(asked.length).toBeLessThanOrEqual(PATIENCE_SECONDS * REQUESTS_PER_SECOND)
  expect(asked).not.toContain('assignRoles')

  await service.clock.advance(10_000)
  await service.worker.drain()
  expect([...service.management.rolesOf.values()].filter(roles => roles.has('rol_editor'))).toHaveLength(
    PEOPLE,
  )
})
