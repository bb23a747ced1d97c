import { describe, expect, it } from 'vitest'
import { isExcepted, parseGate } from '../../actions/gate.ts'
import { testGate } from './run-action.ts'

/** The gate file with one field set to something else; `undefined` leaves the field out. */
function gateWith(path: string, value: unknown): string {
  const gate = structuredClone(testGate) as unknown as Record<string, unknown>
  const names = path.split('.')
  const last = names.pop() ?? ''
  const parent = names.reduce((object, name) => object[name] as Record<string, unknown>, gate)
  parent[last] = value
  return JSON.stringify(gate)
}

describe('a gate file', () => {
  it('is read whole', () => {
    expect(parseGate(JSON.stringify(testGate))).toEqual({
      mode: 'invite-only',
      since: '2026-01-01T00:00:00.000Z',
      exceptions: { applications: ['Funnel'], connections: ['partners'], clientMetadata: 'guestlist_gate' },
      claims: {
        roles: 'https://app.example/roles',
        appMetadata: { 'https://app.example/plan': 'plan' },
      },
    })
  })

  it('may give its date in any zone', () => {
    expect(parseGate(gateWith('since', '2026-01-01T02:00:00+02:00')).since).toBe('2026-01-01T00:00:00.000Z')
  })

  const date = 'since must be a date and time with its zone, such as "2026-01-31T09:00:00Z"'
  const claim = 'must name a claim by an https address, such as "https://example.com/roles"'
  it.each([
    ['mode', undefined, 'the gate file must have "mode"'],
    ['mode', 'closed', 'mode must be "invite-only" or "open"'],
    ['mode', 'observe', 'mode "observe" is not built yet: choose "invite-only" or "open"'],
    ['since', undefined, 'the gate file must have "since"'],
    ['since', '2026-01-01', date],
    ['since', '2026-13-01T00:00:00Z', date],
    ['since', '2026-01-01T00:00:00', date],
    ['since', 1767225600, date],
    ['excptions', {}, 'the gate file has "excptions", which is not known'],
    ['exceptions', [], 'exceptions must be an object'],
    ['exceptions.aplications', ['Funnel'], 'exceptions has "aplications", which is not known'],
    ['exceptions.applications', undefined, 'exceptions must have "applications"'],
    ['exceptions.applications', 'Funnel', 'exceptions.applications must be a list of names'],
    [
      'exceptions.applications',
      ['Funnel', ''],
      'exceptions.applications[1] must be a text without spaces around it',
    ],
    [
      'exceptions.connections',
      [' partners'],
      'exceptions.connections[0] must be a text without spaces around it',
    ],
    [
      'exceptions.client_metadata',
      null,
      'exceptions.client_metadata must be a text without spaces around it',
    ],
    ['claims.roles', 'roles', `claims.roles ${claim}`],
    ['claims.roles', 'http://example.com/roles', `claims.roles ${claim}`],
    [
      'claims.roles',
      'https://acme.auth0.com/roles',
      'claims.roles must not be an address of Auth0, which drops such claims',
    ],
    ['claims.app_metadata', ['plan'], 'claims.app_metadata must be an object'],
    ['claims.app_metadata', { plan: 'plan' }, `claims.app_metadata["plan"] ${claim}`],
    [
      'claims.app_metadata',
      { 'https://app.example/g': 'guestlist' },
      'claims.app_metadata["https://app.example/g"] must not be "guestlist", which is internal',
    ],
  ])('is refused, naming the field: %s = %j', (path, value, message) => {
    expect(() => parseGate(gateWith(path, value))).toThrow(message)
  })

  it.each(['', '{', 'null', '[]', '"open"'])('is refused as the text %j', text => {
    expect(() => parseGate(text)).toThrow(/^the gate file must be (JSON|an object)$/)
  })
})

describe('an exception of the gate', () => {
  const gate = parseGate(JSON.stringify(testGate))
  const connection = { name: 'db', strategy: 'auth0' }
  const client = (over: object) => ({ client_id: 'c', name: 'Portal', metadata: {}, ...over })

  it.each([
    ['an application by name', client({ name: 'Funnel' }), connection],
    ['an application by its metadata', client({ metadata: { guestlist_gate: 'open' } }), connection],
    ['a connection', client({}), { name: 'partners', strategy: 'oidc' }],
    ['a connection without an application', undefined, { name: 'partners', strategy: 'oidc' }],
  ])('is %s', (_, client, connection) => {
    expect(isExcepted(gate, client, connection)).toBe(true)
  })

  it.each([
    ['another application', client({})],
    ['an application of almost the same name', client({ name: 'funnel' })],
    ['an application whose metadata says something else', client({ metadata: { guestlist_gate: 'true' } })],
    ['an application without metadata', client({ metadata: undefined })],
    ['no application', undefined],
  ])('is not %s', (_, client) => {
    expect(isExcepted(gate, client, connection)).toBe(false)
  })

  it('is not a strategy of the same name', () => {
    expect(isExcepted(gate, undefined, { name: 'db', strategy: 'partners' })).toBe(false)
  })
})
