import { beforeAll, describe, expect, it } from 'vitest'
import { KeyError, parseSigningKey, parseVerificationKeys } from '../../contract/keys.ts'
import { createKeyFixture, type KeyFixture } from './token-fixtures.ts'

let keys: KeyFixture

beforeAll(async () => {
  keys = await createKeyFixture()
})

const rsa = { kty: 'RSA', n: 'abc', e: 'AQAB', kid: 'k1' }

async function faultOf(parsing: Promise<unknown>): Promise<string> {
  const error = await parsing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(KeyError)
  const { message, stack, cause } = error as Error
  for (const part of [keys.privateJwk.d, keys.privateJwk.x])
    expect(`${stack}${cause}`).not.toContain(String(part))
  return message
}

describe('a signing key', () => {
  it('is read from a private JWK', async () => {
    expect((await parseSigningKey(JSON.stringify(keys.privateJwk))).id).toBe('k1')
  })

  it('signs, and is not given out again by whatever holds it', async () => {
    const { key } = await parseSigningKey(JSON.stringify(keys.privateJwk))
    expect(key).toMatchObject({ type: 'private', extractable: false, usages: ['sign'] })
  })

  it('may have a kid of 16 characters', async () => {
    const kid = 'k_-3456789012345'
    expect((await parseSigningKey(JSON.stringify({ ...keys.privateJwk, kid }))).id).toBe(kid)
    const longer = JSON.stringify({ ...keys.privateJwk, kid: `${kid}6` })
    expect(await faultOf(parseSigningKey(longer))).toContain('1 to 16')
  })

  it.each([
    ['text that is no JSON', () => `{"d":"${keys.privateJwk.d}`, 'expected JSON'],
    ['a public key', () => JSON.stringify(keys.publicJwk), 'expected a private key (with "d")'],
    ['an RSA key', () => JSON.stringify(rsa), 'expected an Ed25519 key as JWK (kty OKP, crv Ed25519)'],
    [
      'another curve',
      () => JSON.stringify({ ...keys.privateJwk, crv: 'X25519' }),
      'expected an Ed25519 key as JWK (kty OKP, crv Ed25519)',
    ],
    [
      'no kid',
      () => JSON.stringify({ ...keys.privateJwk, kid: undefined }),
      'expected a "kid" of 1 to 16 letters, digits, "_" or "-"',
    ],
    [
      'a long kid',
      () => JSON.stringify({ ...keys.privateJwk, kid: 'k'.repeat(17) }),
      'expected a "kid" of 1 to 16 letters, digits, "_" or "-"',
    ],
    [
      'halves that do not belong together',
      () => JSON.stringify({ ...keys.privateJwk, x: 'AAAA' }),
      'expected a valid Ed25519 key',
    ],
    ['a list', () => '[]', 'expected an Ed25519 key as JWK (kty OKP, crv Ed25519)'],
    ['null', () => 'null', 'expected an Ed25519 key as JWK (kty OKP, crv Ed25519)'],
  ])('is refused, with the reason and never the key: %s', async (_, json, reason) => {
    expect(await faultOf(parseSigningKey(json()))).toBe(reason)
  })
})

describe('verification keys', () => {
  it('are read from a JWK Set, several at once', async () => {
    const second = await createKeyFixture('k2')
    const set = JSON.stringify({ keys: [keys.publicJwk, second.publicJwk] })
    const parsed = await parseVerificationKeys(set)
    expect([...parsed.keys()]).toEqual(['k1', 'k2'])
    for (const key of parsed.values()) expect(key).toMatchObject({ type: 'public', usages: ['verify'] })
  })

  it.each([
    ['an empty set', () => '{"keys":[]}', 'expected a JWK Set with at least one key'],
    ['a single key', () => JSON.stringify(keys.publicJwk), 'expected a JWK Set with at least one key'],
    ['a placeholder', () => '@@GUESTLIST_HANDOFF_KEYS@@', 'expected JSON'],
    [
      'a private key',
      () => JSON.stringify({ keys: [keys.privateJwk] }),
      'expected public keys only (found "d")',
    ],
    [
      'one kid twice',
      () => JSON.stringify({ keys: [keys.publicJwk, keys.publicJwk] }),
      'expected each "kid" once',
    ],
    [
      'an RSA key',
      () => JSON.stringify({ keys: [rsa] }),
      'expected an Ed25519 key as JWK (kty OKP, crv Ed25519)',
    ],
  ])('are refused, with the reason and never the key: %s', async (_, json, reason) => {
    expect(await faultOf(parseVerificationKeys(json()))).toBe(reason)
  })
})
