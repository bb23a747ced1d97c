import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestService } from '../service/http/test-service.ts'
import { type Imported, importFile, readCase, startCaseService } from './import-case.ts'

let service: TestService
beforeAll(async () => {
  service = await startCaseService()
})
afterAll(() => service.close())

const upload = (file: string | Uint8Array, query: Record<string, string> = {}) =>
  importFile(service, file, query)
const uploadCase = (name: string, query: Record<string, string> = {}) => upload(readCase(name), query)
const resultsOf = ({ rows }: Imported) =>
  rows.map(({ line, state, reason, email }) => [line, reason ?? state, email])

/** Imports a file in which everybody is ready, and answers what each invitation then says. */
async function inviteAll(file: string | Uint8Array, query: Record<string, string> = {}) {
  const imported = await upload(file, query)
  expect(imported.error).toEqual({})
  expect(imported.rows.map(({ state, reason }) => reason ?? state)).toEqual(imported.rows.map(() => 'ready'))
  return imported.invite()
}

async function profilesOf(file: string | Uint8Array, query: Record<string, string> = {}) {
  const pairs = [...(await inviteAll(file, query))].map(([email, { profile }]) => [email, profile])
  return Object.fromEntries(pairs) as Record<string, unknown>
}

const rosa = { given_name: 'Rosa', family_name: 'Vidal' }

describe('columns', () => {
  it.each([
    ['google-workspace.csv', rosa],
    ['google-contacts.csv', rosa],
    ['m365-users.csv', { ...rosa, name: 'Rosa Vidal' }],
    ['outlook-contacts.csv', rosa],
    ['mailchimp-german.csv', rosa],
    ['moodle.csv', rosa],
    ['canvas.csv', { ...rosa, name: 'Rosa Vidal' }],
    ['german.csv', rosa],
    ['french.csv', rosa],
    ['spanish.csv', rosa],
    ['postal-address-and-email.csv', { name: 'Rosa Vidal' }],
    ['google-groups.csv', { nickname: 'Rosa' }],
  ])('of %s are known: the address, and the parts of the name', async (file, profile) => {
    expect(await profilesOf(readCase(file))).toEqual({ 'rosa@example.org': profile })
  })

  it('of mailchimp-audience.csv are known: its postal Address is no column of ours', async () => {
    const imported = await uploadCase('mailchimp-audience.csv')
    expect(resultsOf(imported)).toEqual([[2, 'ready', 'rosa.vidal@example.org']])
    expect(imported.reading.columns).toContainEqual({ title: 'Address', column: null })
    expect(imported.reading.columns).toContainEqual({ title: 'Email Address', column: 'email' })
  })

  it.each([
    ['Nachname,Vorname,E-Mail (dienstlich)', rosa],
    ['Name,Vorname,E-Mail', rosa],
    ['Apellido,Nombre,Correo', rosa],
    ['Sobrenome,Nome,Endereço de e-mail', rosa],
    ['Apelido,Nome próprio,Correio eletrónico', rosa],
    ['姓,名,メールアドレス', rosa],
    ['last_name,first_name,mail', rosa],
    ['Surname *,Forename *,EMAIL *', rosa],
    ['Nom,Prénom,Adresse', rosa],
    ['Nom de famille,Prénom,Adresse de messagerie', rosa],
    ['surname,givenName,userPrincipalName', rosa],
    ['Last Name [Required],First Name [Required],Address', rosa],
  ])('named %j are the same', async (header, profile) => {
    expect(await profilesOf(`${header}\nVidal,Rosa,rosa@example.org\n`)).toEqual({
      'rosa@example.org': profile,
    })
  })

  it.each([
    ['Nombre,Correo electrónico'],
    ['Nome,E-mail'],
    ['Nom,Courriel'],
    ['Name,E-Mail-Adresse'],
    ['氏名（必須）,メール'],
    ['Vollständiger Name,Email'],
    ['Display name,User principal name'],
  ])('named %j have the whole name', async header => {
    expect(await profilesOf(`${header}\nRosa Vidal,rosa@example.org\n`)).toEqual({
      'rosa@example.org': { name: 'Rosa Vidal' },
    })
  })

  it('that say the address twice count in their order, so that nobody is invited at a sign-in name', async () => {
    const csv =
      'User principal name,Primary SMTP\nr@x.onmicrosoft.example,rosa@example.org\nbo@example.org,\n'
    expect(resultsOf(await upload(csv))).toEqual([
      [2, 'ready', 'rosa@example.org'],
      [3, 'ready', 'bo@example.org'],
    ])
  })

  it.each([['Recovery Email', 'Home Secondary Email', 'E-mail 1 - Label', 'Postal Address', 'Email status']])(
    'that only sound like an address for mail are none: %s',
    async (...titles) => {
      for (const title of titles) {
        const { error } = await upload(`name,${title}\nRosa,rosa@example.org\n`)
        expect([title, error.message]).toEqual([title, expect.stringContaining('has to name the columns')])
      }
    },
  )

  it('that are unknown are named all at once, so that one attempt shows what to do', async () => {
    const { status, error } = await upload(readCase('mailchimp-audience.csv'), {
      ignore_unknown_columns: 'false',
    })
    expect(status).toBe(422)
    expect(error.field).toBe('Address, Phone Number, Birthday, MEMBER_RATING, OPTIN_TIME, TAGS')
    const long = await upload(`email,${'x'.repeat(101)}\n`, { ignore_unknown_columns: 'false' })
    expect(long.error.field).toBe('x'.repeat(100))
  })

  it('are what somebody says they are', async () => {
    const columns = 'Contact = email\nNotes = -\nCall name = nickname'
    const csv = 'Contact,Notes,Call name,Email\nrosa@example.org,x,Ro,other@example.org\n'
    const refused = await upload(csv, { columns, ignore_unknown_columns: 'false' })
    expect(refused.error).toMatchObject({ field: 'Email' })
    expect(await profilesOf(csv, { columns: `${columns}\nEmail = -` })).toEqual({
      'rosa@example.org': { nickname: 'Ro' },
    })
    expect((await upload(csv, { columns: 'Contact = colour' })).error).toMatchObject({ field: 'columns' })
  })
})

describe('languages', () => {
  it.each([
    ['outlook-contacts.csv', 'en'],
    ['moodle.csv', 'pt-BR'],
    ['m365-users.csv', 'pt-PT'],
  ])('of %s are read', async (file, locale) => {
    const invitations = await inviteAll(readCase(file), { locale: 'fr' })
    expect(invitations.get('rosa@example.org')).toMatchObject({ locale })
  })

  it.each([
    ['Deutsch', 'de'],
    ['Alemán', 'de'],
    ['Portuguese (Brazil)', 'pt'],
    ['日本語', 'ja'],
    ['EN_us', 'en-US'],
    ['fra', 'fr'],
    ['Italiano', 'it'],
  ])('are read as people write them: %j', async (text, locale) => {
    const invitations = await inviteAll(`email,language\nrosa@example.org,${text}\n`)
    expect(invitations.get('rosa@example.org')).toMatchObject({ locale })
  })

  it('that cannot be read fall back and are named, and refuse nobody', async () => {
    const csv = 'email,Sprache\nrosa@example.org,Klingonisch\nbo@example.org,de\ncy@example.org,n/a\n'
    const imported = await upload(csv, { locale: 'es' })
    expect(imported.reading.unread_languages).toEqual(['Klingonisch', 'n/a'])
    const invitations = await imported.invite()
    expect([...invitations].map(([, { locale }]) => locale)).toEqual(['es', 'de', 'es'])
  })
})

describe('lines', () => {
  it.each([
    ['crlf-except-last.csv', [2, 3, 4]],
    ['crlf-then-appended-lf.csv', [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['mixed-eol-crlf-lf.csv', [2, 3]],
    ['cr-only.csv', [2, 3]],
    ['blank-first-line.csv', [3]],
    ['trailing-empty-lines.csv', [2]],
    ['short-rows.csv', [2, 3]],
    ['extra-empty-cells.csv', [2, 3]],
  ])('of %s each hold one person, numbered as an editor does', async (file, lines) => {
    const imported = await uploadCase(file)
    expect(imported.rows.map(({ line, state }) => [line, state])).toEqual(lines.map(line => [line, 'ready']))
  })

  it('end at CR, LF and CRLF, and within quotation marks none of them ends a row', async () => {
    const csv =
      'email,name,app_metadata.note\r\na@example.org,"A",\rb@example.org,B,"1\r2\r\n3"\nc@example.org,C,\r\n'
    const invitations = await inviteAll(csv)
    expect([...invitations.keys()]).toEqual(['a@example.org', 'b@example.org', 'c@example.org'])
    expect(invitations.get('b@example.org')).toMatchObject({ app_metadata: { note: '1\r2\r\n3' } })
    expect((await upload(csv)).rows.map(({ line }) => line)).toEqual([2, 3, 6])
  })

  it('with one filled cell too many are malformed, and those around them are not', async () => {
    const imported = await upload('email,name\na@example.org,A,,\nb@example.org,B,,x\nc@example.org,C\n')
    expect(resultsOf(imported)).toEqual([
      [2, 'ready', 'a@example.org'],
      [3, 'wrong_number_of_columns', 'b@example.org'],
      [4, 'ready', 'c@example.org'],
    ])
  })

  it('above the names of the columns are passed over, unless somebody stands there', async () => {
    expect(resultsOf(await uploadCase('google-groups.csv'))).toEqual([[3, 'ready', 'rosa@example.org']])
    const lost = await upload('bo@example.org,Bo\nemail,name\nrosa@example.org,Rosa\n')
    expect(lost.error).toMatchObject({ code: 'invalid_file', message: expect.stringContaining('line 1') })
    const said = await upload('x,y\nemail,name\nrosa@example.org,Rosa\n', { header_line: '2' })
    expect(resultsOf(said)).toEqual([[3, 'ready', 'rosa@example.org']])
    expect((await upload('x,y\nemail,name\n', { header_line: '1' })).error.message).toContain('line 1')
  })
})

describe('quotation marks', () => {
  it.each([
    ['space-before-quote.csv', 'Vidal, Rosa'],
    ['spaced-columns.csv', 'Vidal, Rosa'],
    ['backslash-quotes.csv', 'Rosa "Ro" Vidal'],
  ])('of %s are around the name, not in it', async (file, name) => {
    expect(await profilesOf(readCase(file))).toEqual({ 'rosa@example.org': { name } })
  })

  it.each([
    ['email,name\nrosa@example.org,5" disk\n', '5" disk'],
    ['email,name\nrosa@example.org,\t"Vidal, Rosa"  \n', 'Vidal, Rosa'],
    ['email;name\nrosa@example.org;\u00a0"Vidal; Rosa"\u00a0\n', 'Vidal; Rosa'],
    ['email,name\nrosa@example.org,"Rosa ""Ro"" Vidal"\n', 'Rosa "Ro" Vidal'],
    ['email,name\nrosa@example.org,"Rosa \\"Ro\\""\n', 'Rosa "Ro"'],
    ['email,name\nrosa@example.org,"Rosa \\"Ro\\", the \\\\ one"\n', 'Rosa "Ro", the \\ one'],
    ['email,name\nrosa@example.org,"C:\\"\n', 'C:\\'],
  ])('are read in %j', async (csv, name) => {
    const imported = await upload(csv)
    const invitations = await imported.invite()
    expect(invitations.get('rosa@example.org')?.profile).toEqual({ name })
  })

  it('that are broken cost their own row, and nobody is melted into another', async () => {
    const csv = 'email,name\na@example.org,"A" x\nb@example.org,B\nc@example.org,"C "c" c"\nd@example.org,D\n'
    expect(resultsOf(await upload(csv))).toEqual([
      [2, 'broken_quotes', 'a@example.org'],
      [3, 'ready', 'b@example.org'],
      [4, 'broken_quotes', 'c@example.org'],
      [5, 'ready', 'd@example.org'],
    ])
  })

  it.each([
    ['open-quote-line-5.csv', readCase('open-quote-line-5.csv'), 5],
    [
      'a quote that swallows three people',
      'email,name\na@example.org,"A\nb@example.org,B\nc@example.org,"C"\n',
      2,
    ],
    ['one that opens in the second line of a row', 'email,name,message\na@example.org,"A\n1","x\ny\n', 3],
    [
      'one that swallows more than 64 kB',
      `email,name\na@example.org,"A\n${'b@example.org,B\n'.repeat(9_999)}`,
      2,
    ],
    ['one at the end', 'email,name\na@example.org,A\nb@example.org,"B\n', 3],
  ])('that open and are not closed refuse the file, and name their line: %s', async (_what, file, line) => {
    const { status, error } = await upload(file)
    expect(status).toBe(422)
    expect(error).toMatchObject({ code: 'invalid_file', message: expect.stringContaining(`line ${line}.`) })
  })

  it('are around a tab in a file with tabs', async () => {
    const [row] = (await inviteAll('email\tapp_metadata.x\na@example.org\t "1\t2" \n')).values()
    expect(row).toMatchObject({ app_metadata: { x: '1\t2' } })
  })

  it('around whole lines have a sentence of their own', async () => {
    for (const file of [readCase('whole-line-quoted.csv'), '"email;name;roles"\n"a@example.org;A;"\n']) {
      const { status, error } = await upload(file)
      expect([status, error.message]).toEqual([422, expect.stringContaining('Each line is one quoted cell')])
    }
  })
})

describe('a file without names of columns', () => {
  it('is read where one column alone has addresses, and says so', async () => {
    const imported = await upload('rosa@example.org\nBo Okafor <bo@example.org>\n')
    expect(resultsOf(imported)).toEqual([
      [1, 'ready', 'rosa@example.org'],
      [2, 'ready', 'bo@example.org'],
    ])
    expect(imported.reading).toMatchObject({ header_line: null, columns: [{ title: 'A', column: 'email' }] })
  })

  it('names its columns by letters, so that a person can say what the others are', async () => {
    const file = 'Vidal;Rosa;rosa@example.org\nOkafor;Bo;bo@example.org\n'
    expect((await upload(file, { ignore_unknown_columns: 'false' })).error).toMatchObject({ field: 'A, B' })
    const columns = 'A = family_name\nB = given_name'
    expect(await profilesOf(file, { columns })).toEqual({
      'rosa@example.org': rosa,
      'bo@example.org': { given_name: 'Bo', family_name: 'Okafor' },
    })
  })

  it.each([
    ['two columns have addresses', 'rosa@example.org,boss@example.org\nbo@example.org,boss@example.org\n'],
    ['the column has something else', 'rosa@example.org\nBo Okafor\n'],
    ['a line names columns, and none for mail', 'Name,Manager email\nRosa,boss@example.org\n'],
  ])('is refused where %s', async (_, file) => {
    expect((await upload(file)).error.message).toContain('name the columns')
  })
})

describe('what is no table', () => {
  it.each([
    ['an Excel workbook', Buffer.from('PK\x03\x04\x14\0\x06\0'), 'a workbook'],
    ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a workbook'],
    ['a vCard', 'BEGIN:VCARD\r\nVERSION:3.0\r\nEMAIL:rosa@example.org\r\nEND:VCARD\r\n', 'neither CSV'],
    ['a list in JSON', '[\n  { "email": "rosa@example.org" }\n]\n', 'neither CSV'],
    ['a page', '<!DOCTYPE html><table><tr><td>Email</td></tr></table>', 'neither CSV'],
    ['a text with one zero in it', 'Name,Email\nRosa\0,rosa@example.org\n', 'not a text'],
  ])('is refused as what it is: %s', async (_, file, sentence) => {
    const { status, error } = await upload(file)
    expect([status, error.message]).toEqual([422, expect.stringContaining(sentence)])
  })
})

describe('a name', () => {
  it.each(['name', 'nickname', 'given_name'])(
    'that is the address itself, as Auth0 fills in %s, is none',
    async field => {
      const row = { user_id: 'auth0|1', email: 'Rosa@example.org', [field]: 'rosa@example.org' }
      const { invite, rows } = await upload(`${JSON.stringify(row)}\n`, { type: 'application/x-ndjson' })
      expect(rows.map(({ reason, state }) => reason ?? state)).toEqual(['ready'])
      const [invitation] = (await invite()).values()
      expect(invitation?.profile).toEqual({})
    },
  )

  it('is kept from a spreadsheet that wrote the address as a formula', async () => {
    const file = 'Name,Email\nRosa Vidal,"=""rosa@example.org"""\nBo Okafor,="bo@example.org"\n'
    expect(await profilesOf(file)).toEqual({
      'rosa@example.org': { name: 'Rosa Vidal' },
      'bo@example.org': { name: 'Bo Okafor' },
    })
  })

  it.each([
    'Voornaam;Achternaam;E-mailadres',
    'Nome;Cognome;Indirizzo e-mail',
    'Imię;Nazwisko;Adres e-mail',
    'Förnamn;Efternamn;E-postadress',
  ])('is known in the languages of neighbours, as %s', async header => {
    expect(await profilesOf(`${header}\nRosa;Vidal;rosa@example.org\n`)).toEqual({ 'rosa@example.org': rosa })
  })
})
