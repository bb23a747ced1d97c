import { Session } from 'node:inspector/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from '../service/http/browser.ts'
import { accept, makeUser, redeem, tokenOfShop } from '../service/http/invitee/invitee-flow.ts'
import { startTestService, type TestService } from '../service/http/test-service.ts'

/**
 * How many files of the product a reader enters who follows one request: those of which a function ran, by the
 * coverage of V8. The numbers are limits, for a newcomer's sake: above them, something belongs together.
 */
const session = new Session()
let service: TestService
beforeAll(async () => {
  service = await startTestService()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
})
afterAll(async () => {
  session.disconnect()
  await service.close()
})

/** Runs a step and names the files that it entered. */
async function entered<Result>(step: () => Promise<Result>): Promise<{ files: string[]; result: Result }> {
  await session.post('Profiler.takePreciseCoverage')
  const result = await step()
  const { result: scripts } = await session.post('Profiler.takePreciseCoverage')
  const files = scripts
    .filter(({ functions }) =>
      functions.some(({ functionName, ranges }) => functionName !== '' && ranges[0]?.count),
    )
    .flatMap(({ url }) => /^(?!.*\/test\/).*\/((?:service|contract|actions)\/.*\.tsx?)$/.exec(url)?.[1] ?? [])
  return { files: [...new Set(files)].sort(), result }
}

/** A creation until its answer, and until its mail; a link until its handoff; a redemption with its grant. */
const limits = [60, 95, 78, 72]

it('one request enters no more files than a reader can follow', async () => {
  const token = await tokenOfShop(service)
  const body = { invitee: { email: 'grace@example.com' }, roles: ['Editor'], inviter: { name: 'Ada' } }
  await service.api('/api/invitations', { body: { ...body, invitee: { email: 'first@example.com' } }, token })
  await service.worker.drain()
  const created = await entered(() => service.api('/api/invitations', { body, token }))
  const mailed = await entered(() => service.worker.drain())
  const { link } = service.mailTo('grace@example.com')
  const browser = openBrowser(service.app)
  const accepted = await entered(() => accept(browser, link))
  const user = makeUser(service, 'grace@example.com')
  const redeemed = await entered(() => redeem(service, user, accepted.result))
  const granted = await entered(() => service.worker.drain())
  const all = (...steps: { files: string[] }[]) => new Set(steps.flatMap(({ files }) => files)).size
  const figures = [all(created), all(created, mailed), all(accepted), all(redeemed, granted)]
  expect(figures.every((figure, index) => figure > 10 && figure <= (limits[index] ?? 0))).toBe(true)
})
