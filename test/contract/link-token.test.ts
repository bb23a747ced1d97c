import { createHash, createHmac } from 'node:crypto'
import { CompactSign } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { signHandoffToken } from '../../contract/handoff-token.ts'
import { type LinkClaims, signLinkToken, verifyLinkToken } from '../../contract/link-token.ts'
import { signToken } from '../../contract/signed-token.ts'
import { createKeyFixture, type KeyFixture, tamper } from './token-fixtures.ts'

const scope = { issuer: 'https://guestlist.example', audience: 'tenant.eu.auth0.com' }
const claims: LinkClaims = {
  invitationId: 'inv_0123456789abcdefghijkl',
  generation: 3,
  issuedAt: new Date('2026-11-01T10:00:00Z'),
  expiresAt: new Date('2026-11-08T10:00:00Z'),
}
let keys: KeyFixture
let token: string

beforeAll(async () => {
  keys = await createKeyFixture()
  token = await signLinkToken(claims, scope, keys.signingKey)
})

function verify(candidate: string, over: Partial<typeof scope> = {}) {
  return verifyLinkToken(candidate, { ...scope, ...over }, keys.verificationKeys)
}

describe('a link token', () => {
  it('says which invitation it opens, in which generation', async () => {
    expect(await verify(token)).toEqual(claims)
  })

  it('is the same every time it is made, so that it need not be stored', async () => {
    expect(await signLinkToken(claims, scope, keys.signingKey)).toBe(token)
  })

  it('is still read when it is late, because the ledger decides whether it counts', async () => {
    const late = await signLinkToken(
      { ...claims, expiresAt: new Date('2020-01-01T00:00:00Z') },
      scope,
      keys.signingKey,
    )
    expect((await verify(late)).expiresAt).toEqual(new Date('2020-01-01T00:00:00Z'))
  })

  it('is read with any of several keys during a rotation', async () => {
    const older = await createKeyFixture('older')
    const both = new Map([...keys.verificationKeys, ...older.verificationKeys])
    const old = await signLinkToken(claims, scope, older.signingKey)
    expect(await verifyLinkToken(old, scope, both)).toEqual(claims)
    expect(await verifyLinkToken(token, scope, both)).toEqual(claims)
  })
})

describe('S1 a link token that was tampered with is refused before any claim is used', () => {
  it.each([
    ['another invitation', { jti: 'inv_another' }],
    ['another generation', { gen: 4 }],
    ['a later end', { exp: 4_000_000_000 }],
    ['another issuer', { iss: 'https://other.example' }],
    ['another audience', { aud: 'other.eu.auth0.com' }],
  ])('with %s in its payload', async (_, change) => {
    await expect(verify(tamper(token, 'payload', change))).rejects.toMatchObject({ code: 'bad_signature' })
  })

  it.each([
    ['alg "none"', { alg: 'none' }],
    ['alg "HS256"', { alg: 'HS256' }],
    ['an unknown kid', { kid: 'k2' }],
    ['no kid', { kid: undefined }],
    ['an inherited name as kid', { kid: 'constructor' }],
    ['typ "handoff"', { typ: 'handoff' }],
  ])('with %s in its header', async (_, change) => {
    await expect(verify(tamper(token, 'header', change))).rejects.toMatchObject({ code: 'bad_signature' })
  })

  it('without a signature and with alg "none"', async () => {
    const [header, payload] = tamper(token, 'header', { alg: 'none' }).split('.')
    await expect(verify(`${header}.${payload}.`)).rejects.toMatchObject({ code: 'malformed' })
  })

  it('signed by another key under the same kid', async () => {
    const stranger = await createKeyFixture('k1')
    const forged = await signLinkToken(claims, scope, stranger.signingKey)
    await expect(verify(forged)).rejects.toMatchObject({ code: 'bad_signature' })
  })

  it('signed by the right key under another name of its algorithm', async () => {
    const renamed = await new CompactSign(Buffer.from(token.split('.')[1] ?? '', 'base64url'))
      .setProtectedHeader({ alg: 'Ed25519', kid: 'k1', typ: 'link' })
      .sign(keys.signingKey.key)
    await expect(verify(renamed)).rejects.toMatchObject({ code: 'malformed' })
  })

  it('signed with the public key as an HMAC secret', async () => {
    const [, payload] = token.split('.')
    // 512 bits, so that it is not refused for its length.
    const header = Buffer.from(JSON.stringify({ alg: 'HS512', kid: 'k1', typ: 'link' })).toString('base64url')
    const secret = Buffer.from(String(keys.publicJwk.x), 'base64url')
    const mac = createHmac('sha512', secret).update(`${header}.${payload}`).digest('base64url')
    await expect(verify(`${header}.${payload}.${mac}`)).rejects.toMatchObject({ code: 'bad_signature' })
  })

  it.each(['', '.', '..', 'not a token', `${'a'.repeat(5000)}.b.c`])('as the text %j', async text => {
    await expect(verify(text)).rejects.toMatchObject({ code: 'malformed' })
  })
})

describe('S4 a link token is bound to its purpose and its tenant', () => {
  it('is refused by another service', async () => {
    await expect(verify(token, { issuer: 'https://other.example' })).rejects.toMatchObject({
      code: 'wrong_purpose',
    })
  })

  it('is refused for another tenant', async () => {
    await expect(verify(token, { audience: 'other.eu.auth0.com' })).rejects.toMatchObject({
      code: 'wrong_purpose',
    })
  })

  it('is no handoff, even if one key pair were used for both by mistake', async () => {
    const handoff = await signHandoffToken({ id: 'a'.repeat(22), expiresAt: new Date() }, keys.signingKey)
    await expect(verify(handoff)).rejects.toMatchObject({ code: 'wrong_purpose' })
  })

  it('is refused without a type', async () => {
    const untyped = await new CompactSign(Buffer.from(token.split('.')[1] ?? '', 'base64url'))
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k1' })
      .sign(keys.signingKey.key)
    await expect(verify(untyped)).rejects.toMatchObject({ code: 'wrong_purpose' })
  })
})

describe('an authentic link token with a payload that is none of ours', () => {
  it.each([
    ['no invitation', { iss: scope.issuer, aud: scope.audience, gen: 1, iat: 1, exp: 1 }],
    [
      'a generation that is a text',
      { iss: scope.issuer, aud: scope.audience, jti: 'i', gen: '1', iat: 1, exp: 1 },
    ],
    ['a list', [1]],
    ['null', Object.create(null, { toJSON: { value: () => null } })],
  ])('is malformed: %s', async (_, payload) => {
    await expect(verify(await signToken('link', payload, keys.signingKey))).rejects.toMatchObject({
      code: 'malformed',
    })
  })
})

describe('a refused token', () => {
  it('is never quoted by its error', async () => {
    const digest = createHash('sha256').update(token).digest('hex')
    const error = await verify(tamper(token, 'payload', { jti: digest })).catch((thrown: Error) => thrown)
    expect(String((error as Error).stack)).not.toContain(token.slice(0, 20))
    expect((error as Error).message).toBe('token refused: bad_signature')
  })
})
