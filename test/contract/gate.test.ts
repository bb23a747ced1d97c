import { describe, expect, it } from 'vitest'
import { isExcepted } from '../../contract/gate.ts'
import { findNames, parseGate } from '../../contract/parse-gate.ts'
import { testGate } from '../actions/run-action.ts'
import { inheritedNames } from './inherited-names.ts'

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
      pardoned: { before: null, users: [] },
      exceptions: {
        applications: ['funnel-id'],
        connections: ['partners'],
        clientMetadata: 'guestlist_gate',
      },
      proof: {
        social: { 'google-oauth2': ['gmail.com', 'hd'], apple: ['*'] },
        enterprise: { acme: ['acme.example', 'xn--bcher-kva.example'] },
      },
      trustedOrganizations: [],
      admitByAddress: false,
      entryByAddress: true,
      grantRolesAs: 'rbac',
      claims: {
        roles: 'https://app.example/roles',
        appMetadata: { 'https://app.example/plan': 'plan' },
      },
      fingerprint: expect.stringMatching(/^[\da-f]{16}$/),
    })
  })

  it('names organizations by their ids', () => {
    const gate = parseGate(gateWith('trusted_organizations', ['org_1', 'org_aB3']))
    expect(gate.trustedOrganizations).toEqual(['org_1', 'org_aB3'])
  })

  it('may pardon refusals: before an instant, and of users by their ids', () => {
    const pardoned = { before: '2026-11-21T00:00:00+01:00', users: ['auth0|1'] }
    const gate = parseGate(gateWith('pardoned', pardoned))
    expect(gate.pardoned).toEqual({ before: '2026-11-20T23:00:00.000Z', users: ['auth0|1'] })
    expect(gate.fingerprint).not.toBe(parseGate(JSON.stringify(testGate)).fingerprint)
  })

  it.each(['open', 'observe', 'invite-only'])('may have the mode %s', mode => {
    expect(parseGate(gateWith('mode', mode)).mode).toBe(mode)
  })

  it('has another fingerprint for any other content', () => {
    const { fingerprint } = parseGate(JSON.stringify(testGate))
    expect(parseGate(JSON.stringify(testGate, null, 2)).fingerprint).toBe(fingerprint)
    expect(parseGate(gateWith('mode', 'open')).fingerprint).not.toBe(fingerprint)
    expect(parseGate(gateWith('social_proof.apple', [])).fingerprint).not.toBe(fingerprint)
  })

  it('S73 has one fingerprint whether it names an application or its id, which a deployment looks up', () => {
    const named = parseGate(gateWith('exceptions.applications', ['Funnel']))
    expect(named.fingerprint).toBe(parseGate(JSON.stringify(testGate)).fingerprint)
    const elsewhere = parseGate(gateWith('exceptions.connections', ['others']))
    expect(elsewhere.fingerprint).not.toBe(named.fingerprint)
  })

  it('S73 tells which excepted applications are no client ids', () => {
    const ids = [
      'Zk3GqF1h5cYpT8sWb0N4xJrM7uVaLd2E',
      'https://client.example/metadata.json',
      'a-_'.repeat(11).slice(1),
    ]
    const names = [
      'Funnel',
      'My shop',
      'Zk3GqF1h5cYpT8sWb0N4xJrM7uVaLd2',
      `${ids[0]}x`,
      'http://client.example',
    ]
    expect(findNames(parseGate(gateWith('exceptions.applications', [...ids, ...names])))).toEqual(names)
  })

  it('may give its date in any zone', () => {
    expect(parseGate(gateWith('since', '2026-01-01T02:00:00+02:00')).since).toBe('2026-01-01T00:00:00.000Z')
  })

  const date = 'since must be a date and time with its zone, such as "2026-01-31T09:00:00Z"'
  const domain = 'must be a domain in lower case and ASCII, such as "example.com"'
  const claim = 'must name a claim by an https address, such as "https://example.com/roles"'
  it.each([
    ['mode', undefined, 'the gate file must have "mode"'],
    ['mode', 'closed', 'mode must be "invite-only", "observe" or "open"'],
    ['since', undefined, 'the gate file must have "since"'],
    ['since', '2026-01-01', date],
    ['since', '2026-13-01T00:00:00Z', date],
    ['since', '2026-01-01T00:00:00', date],
    ['since', 1767225600, date],
    ['pardoned', { before: null }, 'pardoned must have "users"'],
    ['pardoned', { before: null, users: [], until: 1 }, 'pardoned has "until", which is not known'],
    ['pardoned', { before: '2026-01-01', users: [] }, date.replace('since', 'pardoned.before')],
    ['pardoned', { before: null, users: 'auth0|1' }, 'pardoned.users must be a list of names'],
    [
      'pardoned',
      { before: null, users: Array(501).fill('auth0|1') },
      'pardoned.users has more than 500 users',
    ],
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
    ['social_proof', ['apple'], 'social_proof must be an object'],
    ['social_proof.github', 'github.com', 'social_proof["github"] must be a list of names'],
    ['social_proof.github', ['GitHub.com'], `social_proof["github"][0] ${domain}`],
    ['social_proof.github', ['gmail'], `social_proof["github"][0] ${domain}`],
    ['social_proof.github', ['*.com'], `social_proof["github"][0] ${domain}`],
    ['social_proof.sms', ['*'], 'social_proof["sms"] needs no rule'],
    ['enterprise_domains', undefined, 'the gate file must have "enterprise_domains"'],
    ['enterprise_domains.acme', ['*'], `enterprise_domains["acme"][0] ${domain}`],
    ['enterprise_domains.acme', ['hd'], `enterprise_domains["acme"][0] ${domain}`],
    ['enterprise_domains.acme', ['acme.example.'], `enterprise_domains["acme"][0] ${domain}`],
    ['enterprise_domains.acme', ['bücher.example'], `enterprise_domains["acme"][0] ${domain}`],
    ['trusted_organizations', 'org_1', 'trusted_organizations must be a list of names'],
    [
      'trusted_organizations',
      ['org_1', 'acme'],
      'trusted_organizations[1] must be an id, such as "org_1a2B3c"',
    ],
    ['trusted_organizations', ['acme'], 'trusted_organizations[0] must be an id, such as "org_1a2B3c"'],
    ['trusted_organizations', ['org_'], 'trusted_organizations[0] must be an id, such as "org_1a2B3c"'],
    ['trusted_organizations', ['my_org_1'], 'trusted_organizations[0] must be an id, such as "org_1a2B3c"'],
    ['trusted_organizations', ['org_1-'], 'trusted_organizations[0] must be an id, such as "org_1a2B3c"'],
    [
      'trusted_organizations',
      ['org_1', ''],
      'trusted_organizations[1] must be a text without spaces around it',
    ],
    ['admit_by_address', 'false', 'admit_by_address must be true or false'],
    ['entry_by_address', 1, 'entry_by_address must be true or false'],
    ['grant_roles_as', 'roles', 'grant_roles_as must be "rbac" or "metadata"'],
    ['claims', undefined, 'the gate file must have "claims"'],
    ['claims', [], 'claims must be an object'],
    ['claims.role', 'https://app.example/role', 'claims has "role", which is not known'],
    ['claims.roles', undefined, 'claims must have "roles"'],
    ['claims.app_metadata', undefined, 'claims must have "app_metadata"'],
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

  it.each(inheritedNames)('S71 has neither a key %s anywhere, nor metadata of that name', name => {
    const withKey = (path: string) =>
      gateWith(path, { marker: [] }).replace('"marker":[]', `"${name}":["example.com"]`)
    for (const path of ['social_proof', 'enterprise_domains', 'claims.app_metadata', 'exceptions'])
      expect(() => parseGate(withKey(path))).toThrow(`${path}.${name} has the name of something else`)
    expect(() => parseGate(`{"${name}":1,${JSON.stringify(testGate).slice(1)}`)).toThrow(
      `${name} has the name of something else`,
    )
    expect(() => parseGate(gateWith('claims.app_metadata', { 'https://app.example/x': name }))).toThrow(
      `claims.app_metadata["https://app.example/x"] must not be "${name}", the name of something else`,
    )
    expect(() => parseGate(gateWith('exceptions.client_metadata', name))).toThrow(
      `exceptions.client_metadata must not be "${name}", the name of something else`,
    )
  })

  it.each([
    'https://auth0.com/roles',
    'https://acme.eu.auth0.com/roles',
    'https://webtask.io/roles',
    'https://acme.webtask.io/roles',
    'https://sandbox.it.auth0.com.webtask.run/roles',
  ])('may not name claims after Auth0: %s', claim => {
    for (const path of ['claims.roles', 'claims.app_metadata'])
      expect(() => parseGate(gateWith(path, path === 'claims.roles' ? claim : { [claim]: 'plan' }))).toThrow(
        'must not be an address of Auth0, which drops such claims',
      )
  })

  it.each([
    'https://auth0.com.example/roles',
    'https://notauth0.com/roles',
    'https://webtask.io.example/roles',
    'https://example.com/auth0.com',
    'https://auth0-com.example/roles',
  ])('may name claims after anybody else, however much it looks like Auth0: %s', claim => {
    expect(parseGate(gateWith('claims.roles', claim)).claims.roles).toBe(claim)
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
    ['an application by its client id', client({ client_id: 'funnel-id' }), connection],
    ['an application by its metadata', client({ metadata: { guestlist_gate: 'open' } }), connection],
    ['a connection', client({}), { name: 'partners', strategy: 'oidc' }],
    ['a connection without an application', undefined, { name: 'partners', strategy: 'oidc' }],
  ])('is %s', (_, client, connection) => {
    expect(isExcepted(gate, client, connection)).toBe(true)
  })

  it.each([
    ['another application', client({})],
    ['S73 an application whose name is an id in the list', client({ name: 'funnel-id' })],
    ['an application of almost the same id', client({ client_id: 'Funnel-id' })],
    ['an application whose metadata says something else', client({ metadata: { guestlist_gate: 'true' } })],
    ['an application without metadata', client({ metadata: undefined })],
    ['no application', undefined],
  ])('is not %s', (_, client) => {
    expect(isExcepted(gate, client, connection)).toBe(false)
  })

  it('is not a strategy of the same name', () => {
    const another = { name: 'db', strategy: 'partners' }
    expect(isExcepted(gate, undefined, another)).toBe(false)
  })
})
