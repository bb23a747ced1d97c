import { describe, expect, it } from 'vitest'
import { isProven } from '../../../service/invitations/is-proven.ts'
import { identity } from './logins.ts'

interface Case {
  strategy: string
  email?: string | null
  emailVerified?: boolean
}

const nothing = { email: null, emailVerified: false, phoneNumber: null, phoneVerified: false }

function prove({ strategy, email = 'ada@example.com', emailVerified = true }: Case): boolean {
  const connection = { name: `${strategy}-connection`, strategy }
  const identities = [identity(strategy, connection.name, 'x|1')]
  return isProven({ ...nothing, email, emailVerified, connection, identities }, 'email')
}

describe('an address is proven by a login', () => {
  it.each<Case>([
    { strategy: 'email' },
    { strategy: 'email', emailVerified: false },
    { strategy: 'auth0' },
    { strategy: 'apple' },
    { strategy: 'google-oauth2', email: 'ada@gmail.com' },
    { strategy: 'google-oauth2', email: 'ada@googlemail.com' },
  ])('of %o', login => {
    expect(prove(login)).toBe(true)
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
    { strategy: 'sms' },
    { strategy: 'auth0', email: null },
    // S47: whatever an enterprise or custom connection asserts is a claim.
    { strategy: 'waad' },
    { strategy: 'adfs' },
    { strategy: 'samlp' },
    { strategy: 'oidc' },
    { strategy: 'google-apps', email: 'ada@gmail.com' },
    { strategy: 'oauth2' },
    { strategy: 'facebook' },
    { strategy: 'constructor' },
  ])('of %o', login => {
    expect(prove(login)).toBe(false)
  })

  it('through a linked identity, whose address the profile does not show', () => {
    const google = { name: 'google-oauth2', strategy: 'google-oauth2' }
    const identities = [
      identity('auth0', 'Users', 'auth0|1'),
      identity('google-oauth2', 'google-oauth2', 'x|1', true),
    ]
    const login = { ...nothing, email: 'ada@gmail.com', emailVerified: true, connection: google, identities }
    expect(isProven(login, 'email')).toBe(false)
    expect(isProven({ ...login, identities: identities.toReversed() }, 'email')).toBe(true)
  })

  it('whose identities are unknown', () => {
    const connection = { name: 'Users', strategy: 'auth0' }
    const login = { ...nothing, email: 'ada@example.com', emailVerified: true, connection, identities: [] }
    expect(isProven(login, 'email')).toBe(false)
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
      expect(isProven({ ...nothing, phoneNumber, phoneVerified, connection, identities }, 'phone')).toBe(
        proven,
      )
      expect(isProven({ ...nothing, phoneVerified, connection, identities }, 'phone')).toBe(false)
    },
  )
})
