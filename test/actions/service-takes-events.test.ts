import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideStanding } from '../../actions/decide-login.ts'
import type { PostLoginEvent } from '../../actions/event-types.ts'
import { isPostLoginEvent } from '../../actions/read-event.ts'
import { toRedemptionRequest } from '../../actions/redemption-request.ts'
import { parseGate } from '../../contract/parse-gate.ts'
import { loginEvent, loginUser } from '../../scripts/bench/action-events.ts'
import { MAX_BODY_BYTES } from '../../service/http/actions/action-routes.ts'
import { redemptionRequest } from '../../service/http/actions/call-schemas.ts'
import { ownState } from './foreign-states.ts'
import { testGate } from './run-action.ts'

const gate = parseGate(JSON.stringify(testGate))
const carriers = { handoff: 'h'.repeat(255), admission: `hnd_${'a'.repeat(64)}`, state: ownState }

/** What the service gets of an event, as it reads it; null where it would answer 4xx. */
function sentOf(event: PostLoginEvent) {
  const question = toRedemptionRequest(event, decideStanding(event, gate), gate, carriers)
  const json = JSON.stringify(question)
  const { success, data } = redemptionRequest.safeParse(JSON.parse(json))
  return { bytes: Buffer.byteLength(json), taken: success ? data : null }
}

function identitiesOf(count: number, over: object = {}) {
  return Array.from({ length: count }, (_, at) => ({
    connection: `social-${at}`,
    provider: `social-${at}`,
    user_id: String(at),
    isSocial: true,
    ...over,
  }))
}

describe('S67 what a provider says of a user', () => {
  it('for any content is taken by the service, and weighs no more than it takes', () => {
    const length = fc.constantFrom(0, 1, 127, 128, 129, 253, 254, 320, 321, 512, 513, 5_000)
    const long = fc
      .tuple(length, fc.constantFrom('a', 'é', '漢', '\0', '"', '😀', '\ud83d'))
      .map(([times, text]) => text.repeat(times))
    const anything = fc.oneof(long, fc.jsonValue(), fc.constant(undefined))
    const identity = fc.record(
      {
        connection: anything,
        provider: anything,
        user_id: anything,
        isSocial: anything,
        hd: anything,
        profileData: fc.oneof(
          anything,
          fc.record({ email: anything, email_verified: anything, phone_number: anything }),
        ),
      },
      { requiredKeys: [] },
    )
    const said = fc.record({
      email: anything,
      email_verified: anything,
      phone_number: anything,
      phone_verified: anything,
      identities: fc.array(fc.oneof(identity, fc.jsonValue()), { maxLength: 200, size: 'max' }),
    })
    const others = fc.record({ hostname: anything, protocol: anything, organization: anything })
    fc.assert(
      fc.property(said, others, (user, { hostname, protocol, organization }) => {
        const event = loginEvent({
          user: { ...loginUser(), ...user },
          organization: { id: organization },
          request: { query: {}, hostname },
          transaction: { protocol },
        } as object)
        expect(isPostLoginEvent(event)).toBe(true)
        const { bytes, taken } = sentOf(event)
        expect(taken).not.toBeNull()
        expect(bytes).toBeLessThanOrEqual(MAX_BODY_BYTES)
      }),
      { numRuns: 60 },
    )
  })

  it('weighs less than the service takes, however much of it is escaped', () => {
    const text = (length: number) => '\u0001'.repeat(length)
    const addresses = {
      email: text(320),
      phone_number: text(320),
      email_verified: true,
      phone_verified: true,
    }
    const identity = {
      connection: text(128),
      provider: text(128),
      user_id: text(512),
      hd: text(253),
      isSocial: false,
      profileData: addresses,
    }
    const event = loginEvent({
      client: { client_id: text(1024), name: '' },
      connection: { name: text(1024), strategy: text(1024) },
      organization: { id: text(512) },
      request: { hostname: text(253) },
      transaction: { protocol: text(512) },
      user: loginUser({
        ...addresses,
        user_id: text(1024),
        identities: identitiesOf(200, identity),
      } as object),
    })
    const { bytes, taken } = sentOf(event)
    expect(taken?.user.identities[0]).toEqual(identity)
    expect(bytes).toBeGreaterThan(MAX_BODY_BYTES / 2)
    expect(bytes).toBeLessThanOrEqual(MAX_BODY_BYTES)
  })

  it("is left out where it is nobody's address, and the rest goes on", () => {
    const user = loginUser({
      email: `${'a'.repeat(5_000)}@example.com`,
      phone_number: 5,
      email_verified: 'yes',
    } as object)
    expect(sentOf(loginEvent({ user })).taken?.user).toEqual({
      user_id: 'google-oauth2|1',
      created_at: '2026-11-20T10:00:00.000Z',
      logins_count: 1,
      identities: [
        { ...identitiesOf(1)[0], connection: 'google-oauth2', provider: 'google-oauth2', user_id: '1' },
      ],
    })
  })

  it('may number its users', () => {
    const user = loginUser({ identities: identitiesOf(1, { user_id: 583231 }) })
    expect(sentOf(loginEvent({ user })).taken?.user.identities[0]?.user_id).toBe('583231')
  })

  it('may be older than the form in which the service reads dates', () => {
    const user = loginUser({ created_at: 'Fri, 20 Nov 2026 10:00:00 GMT' })
    expect(sentOf(loginEvent({ user })).taken?.user.created_at).toBe('2026-11-20T10:00:00.000Z')
  })
})

describe('S67 of 200 identities', () => {
  const connection = { name: 'social-199', strategy: 'social-199' }

  it("the account's own, that of this login and a password are told, and no more than 20", () => {
    const database = { connection: 'Users', provider: 'auth0', user_id: '7', isSocial: false }
    const identities = identitiesOf(200).with(150, database)
    const told = sentOf(loginEvent({ connection, user: loginUser({ identities }) })).taken?.user.identities
    expect(told).toHaveLength(20)
    expect(told?.[0]).toEqual(identities[0])
    for (const identity of [database, identities[199]]) expect(told).toContainEqual(identity)
  })

  it("two of this login's connection stay two, so that nobody takes either for the one that logged in", () => {
    const twice = { connection: connection.name, provider: connection.strategy }
    const identities = identitiesOf(200).with(190, { ...twice, user_id: '8', isSocial: true })
    const told = sentOf(loginEvent({ connection, user: loginUser({ identities }) })).taken?.user.identities
    expect(told?.filter(identity => identity.connection === connection.name)).toHaveLength(2)
  })

  it('up to 20 are told in their order', () => {
    const identities = identitiesOf(20)
    const event = loginEvent({
      connection: { name: 'social-9', strategy: 'x' },
      user: loginUser({ identities }),
    })
    expect(sentOf(event).taken?.user.identities).toEqual(identities)
  })
})
