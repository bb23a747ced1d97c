import { beforeEach, describe, expect, it } from 'vitest'
import { useGateWorld } from './gate-world.ts'
import { logInSilently, logInWith, openBrowser, outcomeOf } from './person.ts'

const MINUTE_MS = 60_000
const world = useGateWorld()
const eve = { name: 'Eve', email: 'eve@gmail.com', email_verified: 'on' }

beforeEach(() => world.reset())

const find = async () => (await world.tenant.control.users()).find(({ email }) => email === eve.email)

/** Lets the removal of strays do its work. */
async function passMinutes(minutes: number) {
  world.ahead.ms += minutes * MINUTE_MS
  await world.service.worker.drain()
}

describe('a refused social login', () => {
  it('leaves no profile', async () => {
    const page = await logInWith(world, openBrowser(world), 'google-oauth2', eve)
    expect(await outcomeOf(world, page)).toEqual({ outcome: 'refused', code: 'invitation_required' })
    expect(await find()).toBeDefined()
    await passMinutes(2)
    expect(await find()).toBeUndefined()
  })

  it('S50 whose session then passes at an excepted application, within the minute, keeps its profile', async () => {
    const browser = openBrowser(world)
    await logInWith(world, browser, 'google-oauth2', eve)
    const page = await logInSilently(world, browser, { client_id: 'funnel' })
    expect(await outcomeOf(world, page)).toMatchObject({ outcome: 'in' })
    expect(await find()).toMatchObject({
      logins_count: 1,
      app_metadata: { guestlist: { passed_at: expect.any(String) } },
    })
    await passMinutes(2)
    expect(await find()).toBeDefined()
    // Still nobody's guest elsewhere.
    const again = await logInSilently(world, browser)
    expect(await outcomeOf(world, again)).toMatchObject({ code: 'invitation_required' })
  })

  it('S50 is marked once, and not at all where it passed for another reason', async () => {
    const browser = openBrowser(world)
    await logInWith(world, browser, 'google-oauth2', eve, { client_id: 'funnel' })
    const first = await find()
    expect(first?.app_metadata).toMatchObject({ guestlist: { passed_at: expect.any(String) } })
    await logInSilently(world, browser, { client_id: 'funnel' })
    expect((await find())?.app_metadata).toEqual(first?.app_metadata)
    const admitted = { guestlist: { admitted: true } }
    await world.tenant.control.addUser({
      ...{ connection: 'google-oauth2', email: 'ada@gmail.com', provider_user_id: '7' },
      app_metadata: admitted,
    })
    const ada = { id: '7', name: 'Ada', email: 'ada@gmail.com' }
    await logInWith(world, openBrowser(world), 'google-oauth2', ada, { client_id: 'funnel' })
    const users = await world.tenant.control.users()
    expect(users.find(({ email }) => email === ada.email)?.app_metadata).toEqual(admitted)
  })
})
