import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestService } from '../service/http/test-service.ts'
import { importFile, readCase, startCaseService } from './import-case.ts'

let service: TestService
beforeAll(async () => {
  service = await startCaseService()
})
afterAll(() => service.close())

const upload = (file: string | Uint8Array, query: Record<string, string> = {}) =>
  importFile(service, file, query)

async function profilesOf(file: string | Uint8Array, query: Record<string, string> = {}) {
  const invitations = await (await upload(file, query)).invite()
  return Object.fromEntries([...invitations].map(([email, { profile }]) => [email, profile]))
}

describe('apostrophes before cells', () => {
  it('of auth0-dashboard-export.csv are taken away, and the preview says where', async () => {
    const imported = await upload(readCase('auth0-dashboard-export.csv'))
    expect(imported.reading.apostrophes).toEqual(['name', 'nickname', 'given_name', 'family_name'])
    const invitations = await imported.invite()
    expect([...invitations].map(([email, { profile }]) => [email, profile])).toEqual([
      [
        'rosa@example.org',
        { name: 'Rosa Vidal', nickname: 'rosa', given_name: 'Rosa', family_name: 'Vidal' },
      ],
      ['bo@example.org', { name: 'Bo "B" Okafor', nickname: 'bo', given_name: 'Bo', family_name: 'Okafor' }],
    ])
  })

  it.each([
    [`email,name\no'neil@example.org,O'Neil\n`, { "o'neil@example.org": { name: "O'Neil" } }],
    [
      `email,name\n'a@example.org,'t Hooft\nb@example.org,Bo\n`,
      { 'a@example.org': { name: "'t Hooft" }, 'b@example.org': { name: 'Bo' } },
    ],
    [
      `email,name\na@example.org,'Ann\nb@example.org,\nc@example.org,'Cy\n`,
      { 'a@example.org': { name: 'Ann' }, 'b@example.org': {}, 'c@example.org': { name: 'Cy' } },
    ],
    [
      `email,name\n'a@example.org',"'=1+1"\nb@example.org,B\n`,
      { 'a@example.org': { name: "'=1+1" }, 'b@example.org': { name: 'B' } },
    ],
  ])('go where all of a column have one, and stay where one has none: %j', async (csv, profiles) => {
    expect(await profilesOf(csv)).toEqual(profiles)
  })

  it('are as somebody says', async () => {
    const csv = `email,name\na@example.org,'t Hooft\n`
    expect(await profilesOf(csv, { apostrophes: 'keep' })).toEqual({ 'a@example.org': { name: "'t Hooft" } })
    const mixed = `email,name\nb@example.org,'Bo\nc@example.org,Cy\n`
    expect(await profilesOf(mixed, { apostrophes: 'remove' })).toMatchObject({
      'b@example.org': { name: 'Bo' },
    })
  })

  it('before roles do not make them unknown', async () => {
    const imported = await upload(`'email,'roles\n'a@example.org,'Editor\n`)
    expect(imported.rows).toMatchObject([{ state: 'ready' }])
    expect((await imported.invite()).get('a@example.org')).toMatchObject({ roles: ['Editor'] })
  })
})

describe('addresses in cells', () => {
  it.each([
    ['name-addr.csv', { 'rosa@example.org': { name: 'Rosa Vidal' } }],
    ['mailto.csv', { 'rosa@example.org': {} }],
    ['zwsp.csv', { 'rosa@example.org': {}, 'bo@example.org': {}, 'rosa2@example.org': {} }],
  ])('of %s are taken, and the rest is a name', async (file, profiles) => {
    expect(await profilesOf(readCase(file))).toEqual(profiles)
  })

  it.each([
    ['<rosa@example.org>', undefined],
    ['"Vidal, Rosa" <rosa@example.org>', 'Vidal, Rosa'],
    ['Vidal, Rosa <rosa@example.org>', 'Vidal, Rosa'],
    ['Rosa Vidal (rosa@example.org)', 'Rosa Vidal'],
    ['Rosa Vidal [mailto:rosa@example.org]', 'Rosa Vidal'],
    ['rosa@example.org <mailto:rosa@example.org>', undefined],
    ['MAILTO:Rosa%40example.org?subject=Hi', undefined],
    ["'rosa@example.org'", undefined],
    ['“rosa@example.org”', undefined],
    ['\u2066rosa@example.org\u2069\u00a0', undefined],
    ['\ufeffrosa@example.org\u00ad', undefined],
    ['Rosa＜rosa＠example.org＞', 'Rosa'],
    ['Email: rosa@example.org', undefined],
  ])('are taken from %j', async (cell, name) => {
    const csv = `email\n"${cell.replaceAll('"', '""')}"\n`
    expect(await profilesOf(csv)).toEqual({ 'rosa@example.org': name === undefined ? {} : { name } })
  })

  it.each([
    ['rosa@example.org; bo@example.org', 'several_addresses'],
    ['rosa@example.org, bo@example.org', 'several_addresses'],
    ['rosa@example.org bo@example.org', 'several_addresses'],
    ['rosa@example.org/bo@example.org', 'several_addresses'],
    ['rosa@example.org\nbo@example.org', 'several_addresses'],
    ['Rosa <rosa@example.org>, Bo <bo@example.org>', 'several_addresses'],
    ['ro\u200bsa@example.org', 'invisible_character'],
    ['rosa@exam\u202eple.org', 'invisible_character'],
    ['rosa@example\u00ad.org', 'invisible_character'],
    ['rosa vidal@example.org', 'invalid_address'],
    ['rosa @example.org', 'invalid_address'],
    ['Rosa', 'invalid_address'],
  ])('are refused in %j: %s', async (cell, reason) => {
    const { rows } = await upload(`email,name\n"${cell}",Rosa\nok@example.org,Ok\n`)
    expect(rows.map(row => row.reason ?? row.state)).toEqual([reason, 'ready'])
  })

  it('of several.csv are refused as two', async () => {
    expect((await upload(readCase('several.csv'))).rows).toMatchObject([{ reason: 'several_addresses' }])
  })

  it('leave a name that the row has in its own columns', async () => {
    const csv = 'email,first name\n"Someone Else <rosa@example.org>",Rosa\n'
    expect(await profilesOf(csv)).toEqual({ 'rosa@example.org': { given_name: 'Rosa' } })
  })

  it('cost nobody the invitation because of a name that no profile may have', async () => {
    expect(await profilesOf('email\n"www.evil.example <rosa@example.org>"\n')).toEqual({
      'rosa@example.org': {},
    })
  })
})

describe('texts', () => {
  it.each([
    ['persian-zwnj.csv', 'علی\u200cرضا محمدی'],
    ['emoji-zwj.csv', 'Rosa 👩\u200d🔧'],
  ])('of %s are of their script', async (file, name) => {
    expect(await profilesOf(readCase(file))).toEqual({ 'rosa@example.org': { name } })
  })

  it.each(['Rosa\u202eladiV', '\u2066Rosa\u2069', 'Ro\u200dsa', 'Ro\u200csa'])(
    'that turn the direction round or hide something are refused by name: %j',
    async name => {
      const { rows } = await upload(`email,name\nrosa@example.org,"${name}"\n`)
      expect(rows).toMatchObject([{ reason: 'invisible_character', field: 'name' }])
    },
  )

  it('that are numbers in CSV stay what they are, and in JSON are refused where they would not', async () => {
    const csv =
      'email,app_metadata.account,user_metadata\na@example.org,1234567890123456789,"{""n"":9007199254740993}"\n'
    const { rows } = await upload(csv)
    expect(rows).toMatchObject([{ reason: 'unsafe_number', field: 'user_metadata.n' }])
    const kept = await (
      await upload('email,app_metadata.account\nb@example.org,1234567890123456789\n')
    ).invite()
    expect(kept.get('b@example.org')).toMatchObject({ app_metadata: { account: '1234567890123456789' } })
  })

  it('of both kinds of metadata may be JSON', async () => {
    const csv = 'email,app_metadata,user_metadata\na@example.org,"{""n"":1}","{""m"":[true]}"\n'
    const invitations = await (await upload(csv)).invite()
    expect(invitations.get('a@example.org')).toMatchObject({
      app_metadata: { n: 1 },
      user_metadata: { m: [true] },
    })
  })
})
