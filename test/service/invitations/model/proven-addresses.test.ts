import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { provenAddresses } from '../../../../service/invitations/model/proven-addresses.ts'
import { createGate } from '../../../contract/gate-fixture.ts'
import { identity } from '../logins.ts'

interface Case {
  strategy: string
  /** Of the connection; default: as its strategy. */
  name?: string
  email?: string | null
  emailVerified?: boolean
  hd?: string
}

const { proof } = createGate({
  enterprise_domains: { 'acme-okta': ['acme.example', 'xn--bcher-kva.example'] },
})
const nothing = { email: null, emailVerified: false, phoneNumber: null, phoneVerified: false }

function prove({ strategy, name = strategy, email = 'ada@example.com', emailVerified = true, hd }: Case) {
  const identities = [{ ...identity(strategy, name, 'x|1'), ...(hd !== undefined && { hd }) }]
  const login = { ...nothing, email, emailVerified, connection: { name, strategy }, identities }
  return provenAddresses(login, proof).email
}

describe('an address is proven by a login', () => {
  it.each<Case>([
    { strategy: 'email' },
    { strategy: 'email', emailVerified: false },
    { strategy: 'auth0' },
    { strategy: 'apple' },
    { strategy: 'google-oauth2', email: 'ada@gmail.com' },
    { strategy: 'google-oauth2', email: 'ada@googlemail.com' },
    { strategy: 'google-oauth2', email: 'ada@acme.example', hd: 'acme.example' },
    { strategy: 'google-oauth2', email: 'ada@acme.example', hd: 'ACME.example' },
    // A directory is trusted for its own people, and few directories tell anything about verification.
    { strategy: 'okta', name: 'acme-okta', email: 'ada@acme.example', emailVerified: false },
    { strategy: 'samlp', name: 'acme-okta', email: 'ada@xn--bcher-kva.example' },
  ])('of %o', login => {
    expect(prove(login)).toBe(login.email ?? 'ada@example.com')
  })
})

describe('an address is not proven by a login', () => {
  it.each<Case>([
    { strategy: 'auth0', emailVerified: false },
    { strategy: 'apple', emailVerified: false },
    { strategy: 'google-oauth2', email: 'ada@gmail.com', emailVerified: false },
    { strategy: 'google-oauth2', email: 'ada@example.com' },
    { strategy: 'google-oauth2', email: 'ada@evil-gmail.com' },
    { strategy: 'google-oauth2', email: 'ada@gmail.com.evil.example' },
    { strategy: 'google-oauth2', email: 'ada@victim.example', hd: 'acme.example' },
    { strategy: 'google-oauth2', email: 'ada@sub.acme.example', hd: 'acme.example' },
    { strategy: 'google-oauth2', email: 'ada@acme.example', hd: 'acme.example', emailVerified: false },
    { strategy: 'sms' },
    { strategy: 'auth0', email: null },
    { strategy: 'facebook' },
    { strategy: 'oauth2', name: 'my-provider' },
    // Names that every object has.
    { strategy: 'constructor' },
    { strategy: 'oauth2', name: '__proto__' },
    { strategy: 'oauth2', name: 'toString' },
    // A custom connection that calls itself like one that is trusted does not have its name.
    { strategy: 'google-oauth2', name: 'my-google', email: 'ada@gmail.com' },
  ])('of %o', login => {
    expect(prove(login)).toBeNull()
  })

  it.each(['waad', 'adfs', 'samlp', 'oidc', 'okta', 'google-apps', 'ad', 'oauth2'])(
    'S47 of a connection with strategy %s that asserts verification outside its listed domains',
    strategy => {
      for (const email of ['ceo@victim.example', 'ceo@acme.example.evil.example', 'ceo@evil-acme.example']) {
        expect(prove({ strategy, name: 'acme-okta', email })).toBeNull()
        expect(prove({ strategy, name: 'unlisted', email: 'ceo@acme.example' })).toBeNull()
      }
    },
  )

  it('S47 for any address of any domain that its connection is not listed for', () => {
    fc.assert(
      fc.property(fc.domain(), domain => {
        fc.pre(domain !== 'acme.example')
        expect(prove({ strategy: 'okta', name: 'acme-okta', email: `ceo@${domain}` })).toBeNull()
      }),
    )
  })

  it('whose identities are unknown', () => {
    const connection = { name: 'Users', strategy: 'auth0' }
    const login = { ...nothing, email: 'ada@example.com', emailVerified: true, connection, identities: [] }
    expect(provenAddresses(login, proof).email).toBeNull()
  })
})

describe('through a linked identity', () => {
  const google = { name: 'google-oauth2', strategy: 'google-oauth2' }
  const users = identity('auth0', 'Users', 'auth0|1')
  const linked = (profileData: object) => ({
    ...identity('google-oauth2', 'google-oauth2', 'x|1', true),
    profileData,
  })
  const login = { ...nothing, email: 'ada@gmail.com', emailVerified: true, connection: google }

  it("what the profile shows is not proven, which is the first identity's", () => {
    const identities = [users, linked({})]
    expect(provenAddresses({ ...login, identities }, proof).email).toBeNull()
    expect(provenAddresses({ ...login, identities: identities.toReversed() }, proof).email).toBe(
      'ada@gmail.com',
    )
  })

  it('its own address is proven', () => {
    const profileData = { email: 'Ada@gmail.com', email_verified: true }
    const identities = [users, linked(profileData)]
    const other = { ...login, email: 'other@example.com', identities }
    expect(provenAddresses(other, proof).email).toBe('ada@gmail.com')
    const unverified = { ...profileData, email_verified: false }
    expect(provenAddresses({ ...other, identities: [users, linked(unverified)] }, proof).email).toBeNull()
  })

  it('nothing is proven where two identities of one connection leave it open which it was', () => {
    const profileData = { email: 'ada@gmail.com', email_verified: true }
    const identities = [users, linked(profileData), linked(profileData)]
    expect(provenAddresses({ ...login, identities }, proof).email).toBeNull()
  })
})

describe('a phone number', () => {
  it.each([
    [true, 'sms', false],
    [true, 'auth0', true],
    [false, 'auth0', false],
    [false, 'email', true],
    [false, 'oidc', true],
    [false, 'google-oauth2', true],
  ])(
    'is proven: %s, by a login through %s that has phone_verified: %s',
    (proven, strategy, phoneVerified) => {
      const connection = { name: 'c', strategy }
      const identities = [identity(strategy, 'c', 'x|1')]
      const phoneNumber = '+41790000000'
      const login = { ...nothing, phoneNumber, phoneVerified, connection, identities }
      expect(provenAddresses(login, proof).phoneNumber).toBe(proven ? phoneNumber : null)
      expect(provenAddresses({ ...login, phoneNumber: null }, proof).phoneNumber).toBeNull()
    },
  )
})
