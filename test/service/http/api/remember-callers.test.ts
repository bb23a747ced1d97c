import { UnsecuredJWT } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import { rememberCallers } from '../../../../service/http/api/remember-callers.ts'
import type { Caller } from '../../../../service/invitations/model/caller.ts'

const start = Date.parse('2026-11-01T00:00:00Z')
const caller: Caller = { id: 'api@clients', kind: 'client', permissions: new Set() }
const tokenFor = (lifetimeSeconds: number, jti = '1') =>
  new UnsecuredJWT({ jti }).setExpirationTime(start / 1000 + lifetimeSeconds).encode()

let now = start
let verified: string[] = []
let isRefusing = false
const verify = rememberCallers(
  async token => {
    verified.push(token)
    if (isRefusing) throw new TypeError('refused')
    return caller
  },
  () => now,
)

beforeEach(() => {
  now += 3_600_000
  verified = []
  isRefusing = false
})

describe('an access token', () => {
  test('is verified once a minute', async () => {
    const token = tokenFor(86_400)
    expect(await verify(token)).toBe(caller)
    now += 59_999
    expect(await verify(token)).toBe(caller)
    expect(verified).toHaveLength(1)
    now += 1
    await verify(token)
    expect(verified).toHaveLength(2)
  })

  test('is verified again from the moment at which it expires', async () => {
    const token = tokenFor((now - start) / 1000 + 10, 'short')
    await verify(token)
    now += 9_999
    await verify(token)
    expect(verified).toHaveLength(1)
    now += 1
    isRefusing = true
    await expect(verify(token)).rejects.toThrow('refused')
  })

  test('that was refused is verified each time, and another one is not taken for it', async () => {
    isRefusing = true
    const token = tokenFor(86_400, 'bad')
    await expect(verify(token)).rejects.toThrow()
    await expect(verify(token)).rejects.toThrow()
    isRefusing = false
    await verify(token)
    await verify(`${token}x`).catch(() => undefined)
    expect(verified).toHaveLength(4)
  })

  test('is forgotten when a thousand others have come since', async () => {
    const first = tokenFor(86_400, 'first')
    await verify(first)
    for (let other = 0; other < 1_000; other++) await verify(tokenFor(86_400, `other ${other}`))
    verified = []
    await verify(first)
    expect(verified).toEqual([first])
  })
})
