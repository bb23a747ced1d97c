import { parseEnv } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { signHandoffToken, verifyHandoffToken } from '../../contract/handoff-token.ts'
import { parseSigningKey, parseVerificationKeys } from '../../contract/keys.ts'
import { type GeneratedKeys, generateKeys, toEnvLines } from '../../scripts/keys.ts'

let keys: GeneratedKeys

beforeAll(async () => {
  keys = await generateKeys()
})

describe('generated keys', () => {
  it('fit together: the Actions read what the service signs', async () => {
    const signingKey = await parseSigningKey(keys.service.HANDOFF_SIGNING_KEY)
    const verificationKeys = await parseVerificationKeys(keys.deployment.GUESTLIST_HANDOFF_KEYS)
    const expiresAt = new Date(Date.now() + 60_000)
    const token = await signHandoffToken({ id: 'a'.repeat(22), expiresAt }, signingKey)
    expect((await verifyHandoffToken(token, verificationKeys, new Date())).id).toBe('a'.repeat(22))
    expect(keys.deployment.GUESTLIST_ACTION_KEY).toBe(keys.service.ACTION_KEYS)
  })

  it('have different pairs for links and handoffs', async () => {
    const link = await parseSigningKey(keys.service.LINK_SIGNING_KEY)
    const handoffKeys = await parseVerificationKeys(keys.deployment.GUESTLIST_HANDOFF_KEYS)
    expect(handoffKeys.has(link.id)).toBe(false)
    expect(JSON.parse(keys.service.LINK_SIGNING_KEY).x).not.toBe(
      JSON.parse(keys.service.HANDOFF_SIGNING_KEY).x,
    )
  })

  it('give the Actions nothing private', () => {
    expect(keys.deployment.GUESTLIST_HANDOFF_KEYS).not.toContain('"d"')
  })

  it('are new every time, with 256 bits in each secret', async () => {
    const others = await generateKeys()
    for (const name of ['ACTION_KEYS', 'COOKIE_SECRETS'] as const) {
      expect(others.service[name]).not.toBe(keys.service[name])
      expect(Buffer.from(keys.service[name], 'base64url')).toHaveLength(32)
    }
  })

  it('come back from a .env file as they were', () => {
    expect(parseEnv(toEnvLines(keys.service))).toEqual(keys.service)
    expect(parseEnv(toEnvLines(keys.deployment))).toEqual(keys.deployment)
  })
})
