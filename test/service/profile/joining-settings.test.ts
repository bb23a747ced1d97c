import { beforeAll, describe, expect, test } from 'vitest'
import { ConfigError, parseConfig } from '../../../service/runtime/config.ts'
import { inheritedNames } from '../../contract/inherited-names.ts'
import { makeEnvironment } from '../test-environment.ts'

let good: Record<string, string>
beforeAll(async () => {
  good = await makeEnvironment()
})

const read = async (settings: Record<string, string>) => (await parseConfig({ ...good, ...settings })).joining
const faultsOf = async (settings: Record<string, string>) => {
  const error = await parseConfig({ ...good, ...settings }).catch((cause: unknown) => cause)
  if (!(error instanceof ConfigError)) throw new TypeError('expected a fault')
  return error.message
}

describe('what is asked of people', () => {
  test('is nothing where nothing is said', async () => {
    expect(await read({})).toEqual({ terms: undefined, fields: [] })
  })

  test('is read with where each value belongs', async () => {
    const joining = await read({
      TERMS_URL: 'https://acme.example/terms',
      TERMS_VERSION: '2026-10',
      USER_FIELDS: 'given_name, phone_number,picture , user_metadata.team',
      REQUIRED_USER_FIELDS: 'given_name',
      USER_FIELD_LABELS: '{"user_metadata.team":{"en":"Team","de":"Abteilung"},"picture":"Photo"}',
    })
    expect(joining).toEqual({
      terms: { url: 'https://acme.example/terms', version: '2026-10' },
      fields: [
        { name: 'given_name', key: 'given_name', kind: 'name', isRequired: true, labels: {} },
        { name: 'phone_number', key: 'phone_number', kind: 'phone', isRequired: false, labels: {} },
        { name: 'picture', key: 'picture', kind: 'picture', isRequired: false, labels: { all: 'Photo' } },
        {
          name: 'user_metadata.team',
          key: 'team',
          kind: 'text',
          isRequired: false,
          labels: { en: 'Team', de: 'Abteilung' },
        },
      ],
    })
  })
})

describe('a mistake is named', () => {
  test.each([
    [{ USER_FIELDS: 'given_name,department' }, 'USER_FIELDS does not know "department"; expected given_name'],
    [{ USER_FIELDS: 'email' }, 'USER_FIELDS does not know "email"'],
    [{ USER_FIELDS: 'app_metadata.plan' }, 'USER_FIELDS does not know "app_metadata.plan"'],
    [{ USER_FIELDS: 'user_metadata.guestlist' }, 'names "user_metadata.guestlist", whose key is reserved'],
    [{ USER_FIELDS: 'user_metadata.user_id' }, 'whose key is reserved'],
    [{ USER_FIELDS: 'user_metadata.given_name' }, 'whose key is reserved'],
    [{ USER_FIELDS: 'user_metadata.a.b' }, 'not made of letters'],
    [{ USER_FIELDS: 'user_metadata.' }, 'not made of letters'],
    [{ USER_FIELDS: 'name,name' }, 'USER_FIELDS names "name" twice'],
    [{ USER_FIELDS: 'name,' }, 'USER_FIELDS does not know ""'],
    [
      { USER_FIELDS: 'name', REQUIRED_USER_FIELDS: 'name,nickname' },
      'REQUIRED_USER_FIELDS names "nickname", which is not among USER_FIELDS',
    ],
    [
      { USER_FIELD_LABELS: '{"name":"Name"}' },
      'USER_FIELD_LABELS names "name", which is not among USER_FIELDS',
    ],
    [{ USER_FIELD_LABELS: 'Team' }, 'USER_FIELD_LABELS is not a JSON object'],
    [
      { USER_FIELDS: 'name', USER_FIELD_LABELS: '{"name":{"it":"Nome"}}' },
      'USER_FIELD_LABELS has for "name" neither a text nor texts by language (en, es,',
    ],
    [{ TERMS_URL: 'https://acme.example/terms' }, 'TERMS_VERSION is missing where TERMS_URL is set'],
    [{ TERMS_VERSION: '1' }, 'TERMS_URL is missing where TERMS_VERSION is set'],
    [{ TERMS_URL: 'http://acme.example/terms', TERMS_VERSION: '1' }, 'TERMS_URL expected an https address'],
  ])('%j', async (settings, fault) => {
    expect(await faultsOf(settings)).toContain(fault)
  })

  test.each(inheritedNames)('S71 where it asks for metadata of the name %s', async name => {
    const fault = `USER_FIELDS names "user_metadata.${name}", whose key is reserved`
    expect(await faultsOf({ USER_FIELDS: `name,user_metadata.${name}` })).toContain(fault)
  })

  test('without quoting what was pasted in the wrong place', async () => {
    const secret = 'canary-secret-that-is-much-longer-than-any-name-of-a-field-would-ever-be-0123456789'
    const message = await faultsOf({ USER_FIELDS: `name,${secret}` })
    expect(message).toContain('"canary-secre…"')
    expect(message).not.toContain(secret.slice(0, 20))
  })
})

describe('what is asked of people has bounds', () => {
  const keyOf = (length: number) => 'k'.repeat(length)

  test('of 30 fields', async () => {
    const names = Array.from({ length: 31 }, (_, n) => `user_metadata.k${n}`)
    expect((await read({ USER_FIELDS: names.slice(0, 30).join() })).fields).toHaveLength(30)
    expect(await faultsOf({ USER_FIELDS: names.join() })).toContain('USER_FIELDS names more than 30 fields')
  })

  test('of 60 characters for a key', async () => {
    const [field] = (await read({ USER_FIELDS: `user_metadata.${keyOf(60)}` })).fields
    expect(field?.key).toBe(keyOf(60))
    const fault = await faultsOf({ USER_FIELDS: `user_metadata.${keyOf(61)}` })
    expect(fault).toContain('whose key is not made of letters')
  })

  test('of 100 characters for a version and for a label', async () => {
    const settings = { TERMS_URL: 'https://acme.example/terms', USER_FIELDS: 'name' }
    const labels = (length: number) => JSON.stringify({ name: keyOf(length) })
    const most = { ...settings, TERMS_VERSION: keyOf(100), USER_FIELD_LABELS: labels(100) }
    const { terms, fields } = await read(most)
    expect([terms?.version, fields[0]?.labels]).toEqual([keyOf(100), { all: keyOf(100) }])
    expect(await faultsOf({ ...most, TERMS_VERSION: keyOf(101) })).toContain('TERMS_VERSION')
    expect(await faultsOf({ ...most, USER_FIELD_LABELS: labels(101) })).toContain('has for "name" neither')
    expect(await faultsOf({ ...most, USER_FIELD_LABELS: '{"name":" "}' })).toContain('has for "name" neither')
  })

  test('for what a fault quotes: 60 characters in full, and 12 of more', async () => {
    expect(await faultsOf({ USER_FIELDS: keyOf(60) })).toContain(`"${keyOf(60)}"`)
    const message = await faultsOf({ USER_FIELDS: keyOf(61) })
    expect(message).toContain(`"${keyOf(12)}…"`)
    expect(message).not.toContain(keyOf(13))
  })
})
