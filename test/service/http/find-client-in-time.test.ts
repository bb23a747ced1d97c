import { describe, expect, test } from 'vitest'
import { findClientInTime } from '../../../service/http/invitee/invitee-deps.ts'

const portal = { clientId: 'portal', name: 'Portal', clientMetadata: {}, initiateLoginUri: undefined }
const countTimers = () => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length

describe('an application that a page shows', () => {
  test('is named when the tenant says it, and leaves no timer behind', async () => {
    const before = countTimers()
    for (let n = 0; n < 100; n++)
      expect(await findClientInTime({ findClient: async () => portal }, 'portal')).toBe(portal)
    // Those of others may have ended meanwhile.
    expect(countTimers() - before).toBeLessThan(50)
  })

  test('is not named when the tenant knows none, fails, or takes too long', async () => {
    expect(await findClientInTime({ findClient: async () => undefined }, 'x')).toBeUndefined()
    const fails = () => Promise.reject(new TypeError('fetch failed'))
    expect(await findClientInTime({ findClient: fails }, 'x')).toBeUndefined()
    const hangs = () => new Promise<undefined>(() => {})
    expect(await findClientInTime({ findClient: hangs }, 'x')).toBeUndefined()
  })
})
