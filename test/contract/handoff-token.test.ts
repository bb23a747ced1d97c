import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { CompactSign } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  EXT_VALUE_PATTERN,
  HANDOFF_FIELD,
  HANDOFF_PARAMETER,
  signHandoffToken,
  verifyHandoffToken,
} from '../../contract/handoff-token.ts'
import { KEY_ID_PATTERN } from '../../contract/keys.ts'
import { signLinkToken } from '../../contract/link-token.ts'
import { signToken } from '../../contract/signed-token.ts'
import { createKeyFixture, type KeyFixture, tamper } from './token-fixtures.ts'

const expiresAt = new Date('2026-11-20T10:15:00Z')
const before = new Date('2026-11-20T10:14:59.233Z')
const id = randomBytes(16).toString('base64url')
let keys: KeyFixture
let token: string

beforeAll(async () => {
  keys = await createKeyFixture()
  token = await signHandoffToken({ id, expiresAt }, keys.signingKey)
})

function verify(candidate: string, now = before) {
  return verifyHandoffToken(candidate, keys.verificationKeys, now)
}

describe('a handoff token', () => {
  it('says its id and its end, and nothing else', async () => {
    expect(await verify(token)).toEqual({ id, expiresAt })
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    expect(Object.keys(payload)).toEqual(['jti', 'exp'])
  })

  it('goes by the names that the forms of the tenant have', () => {
    const partial = readFileSync(new URL('../../tenant/merged/handoff.liquid', import.meta.url), 'utf8')
    expect(partial).toContain(`name="${HANDOFF_FIELD}"`)
    expect(partial).toContain(`transaction.params['${HANDOFF_PARAMETER}']`)
  })

  it('fits into an ext- parameter for any id, key id and end', async () => {
    const longest = fc.record({
      kid: fc.stringMatching(new RegExp(KEY_ID_PATTERN)),
      random: fc.uint8Array({ minLength: 16, maxLength: 16 }),
      expiresAt: fc.date({ min: new Date(0), max: new Date(8_640_000_000_000_000), noInvalidDate: true }),
    })
    await fc.assert(
      fc.asyncProperty(longest, async ({ kid, random, expiresAt }) => {
        const id = Buffer.from(random).toString('base64url')
        const value = await signHandoffToken({ id, expiresAt }, { id: kid, key: keys.signingKey.key })
        expect(value).toMatch(EXT_VALUE_PATTERN)
      }),
    )
  })

  it('has at most 233 characters: the longest key id and the last instant that a date can hold', async () => {
    const key = { id: 'k'.repeat(16), key: keys.signingKey.key }
    const longest = await signHandoffToken({ id, expiresAt: new Date(8_640_000_000_000_000) }, key)
    expect(longest).toHaveLength(233)
  })

  it('is not made if the platform would refuse it', async () => {
    const key = { id: 'k'.repeat(60), key: keys.signingKey.key }
    await expect(signHandoffToken({ id, expiresAt }, key)).rejects.toThrow(TypeError)
  })
})

describe('S1 a handoff token that was tampered with is refused before any claim is used', () => {
  it.each([
    ['payload', 'another id', { jti: 'b'.repeat(22) }],
    ['payload', 'a later end', { exp: 4_000_000_000 }],
    ['header', 'alg "none"', { alg: 'none' }],
    ['header', 'an unknown kid', { kid: 'k2' }],
    ['header', 'typ "link"', { typ: 'link' }],
  ] as const)('with a changed %s: %s', async (part, _, change) => {
    await expect(verify(tamper(token, part, change))).rejects.toMatchObject({ code: 'bad_signature' })
  })

  it('signed by another key under the same kid', async () => {
    const stranger = await createKeyFixture('k1')
    const forged = await signHandoffToken({ id, expiresAt }, stranger.signingKey)
    await expect(verify(forged)).rejects.toMatchObject({ code: 'bad_signature' })
  })

  it.each(['', 'a=b', 'x'.repeat(256), '<script>'])(
    'as a value that no ext- parameter can have: %j',
    async value => {
      await expect(verify(value)).rejects.toMatchObject({ code: 'malformed' })
    },
  )
})

describe('S3 the end of a handoff is checked when it is used', () => {
  it('is alive a millisecond before', async () => {
    expect((await verify(token, before)).id).toBe(id)
  })

  it('is expired exactly at its end', async () => {
    await expect(verify(token, expiresAt)).rejects.toMatchObject({ code: 'expired' })
  })

  it('is expired after it', async () => {
    await expect(verify(token, new Date('2030-01-01T00:00:00Z'))).rejects.toMatchObject({ code: 'expired' })
  })

  it('says nothing about its end if it is not authentic', async () => {
    const forged = tamper(token, 'payload', { exp: 1 })
    await expect(verify(forged)).rejects.toMatchObject({ code: 'bad_signature' })
  })
})

describe('S4 a handoff token is bound to its purpose', () => {
  it('is no link: a short link under the same key is refused', async () => {
    const link = await signLinkToken(
      { invitationId: 'i', generation: 1, issuedAt: before, expiresAt },
      { issuer: 'a', audience: 'b' },
      keys.signingKey,
    )
    expect(link).toMatch(EXT_VALUE_PATTERN)
    await expect(verify(link)).rejects.toMatchObject({ code: 'wrong_purpose' })
  })

  it('belongs to one tenant: keys of another do not open it', async () => {
    const other = await createKeyFixture('k9')
    await expect(verifyHandoffToken(token, other.verificationKeys, before)).rejects.toMatchObject({
      code: 'bad_signature',
    })
  })

  it('is refused without a type', async () => {
    const untyped = await new CompactSign(Buffer.from(token.split('.')[1] ?? '', 'base64url'))
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k1' })
      .sign(keys.signingKey.key)
    await expect(verify(untyped)).rejects.toMatchObject({ code: 'wrong_purpose' })
  })
})

describe('S6 the id of a handoff has 128 bits', () => {
  it.each(['short', 'a'.repeat(21), 'a'.repeat(23), `${'a'.repeat(21)}.`])('refuses the id %j', async jti => {
    const authentic = await signToken('handoff', { jti, exp: 4_000_000_000 }, keys.signingKey)
    await expect(verify(authentic)).rejects.toMatchObject({ code: 'malformed' })
  })

  it('refuses an end that is no number', async () => {
    const authentic = await signToken('handoff', { jti: id, exp: '4000000000' }, keys.signingKey)
    await expect(verify(authentic)).rejects.toMatchObject({ code: 'malformed' })
  })
})
