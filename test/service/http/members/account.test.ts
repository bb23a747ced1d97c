import nock from 'nock'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ManagementError } from '../../../../service/management/management-api.ts'
import { openBrowser } from '../browser.ts'
import type { TestService } from '../test-service.ts'
import { makeMember, save, signIn, startWithFields } from './member-flow.ts'

let service: TestService
beforeAll(async () => {
  service = await startWithFields()
})
beforeEach(() => {
  service.management.isDown = false
})
afterAll(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('the page of the account', () => {
  test('is where / and /my-account lead, and asks to sign in', async () => {
    for (const path of ['/', '/my-account', '/account']) {
      const page = await openBrowser(service.app).get(path)
      expect(page).toMatchObject({ status: 200, url: 'https://guestlist.example/account' })
      expect(page.html).toContain('href="/account/sign-in"')
    }
  })

  test('shows each field that is configured, with what the tenant has', async () => {
    const user = makeMember(service, { userMetadata: { team: 'Compilers', phone_number: '+41790000000' } })
    const { browser, page } = await signIn(service, user.userId)
    expect(page).toMatchObject({ status: 200, url: 'https://guestlist.example/account' })
    expect(browser.fieldsOf(page)).toMatchObject({
      'field.given_name': 'Grace',
      'field.family_name': '',
      'field.name': 'Grace Hopper',
      'field.nickname': 'grace',
      'field.picture': '',
      'field.phone_number': '+41790000000',
      'field.user_metadata.team': 'Compilers',
    })
    expect(page.text).toContain('Team (optional)')
  })

  test('shows no picture of anybody and asks nobody for one: initials instead', async () => {
    const picture = 'https://pictures.example/grace.png'
    const user = makeMember(service, { profile: { name: 'Grace Hopper', picture } })
    const { browser, page } = await signIn(service, user.userId)
    expect(browser.fieldsOf(page)['field.picture']).toBe(picture)
    expect(page.html).not.toMatch(/<img|url\(/)
    expect(page.headers.get('content-security-policy')).toContain("img-src 'self' data:")
    expect(page.text).toContain('GH')
    // What Auth0 has put there by itself is nobody's own.
    const other = makeMember(service, { profile: { picture: 'https://s.gravatar.com/avatar/1' } })
    const again = await signIn(service, other.userId)
    expect(again.browser.fieldsOf(again.page)['field.picture']).toBe('')
  })

  test('speaks the language of the browser, with the label that the operator has for it', async () => {
    const user = makeMember(service)
    const { browser } = await signIn(service, user.userId)
    const page = await browser.get('/account', { 'accept-language': 'de-CH' })
    expect(page.html).toContain('<html lang="de">')
    expect(page.text).toContain('Abteilung (freiwillig)')
    const french = await browser.get('/account?lang=fr')
    expect(french.text).toContain('Votre profil')
    expect(french.text).toContain('Team (facultatif)')
  })
})

describe('a change', () => {
  test('is written to the attribute of the profile, or to user_metadata, and nothing else is touched', async () => {
    const appMetadata = { guestlist: { admitted: true }, plan: 'gold' }
    const user = makeMember(service, { appMetadata, userMetadata: { theme: 'dark' } })
    const { browser, page } = await signIn(service, user.userId)
    const saved = await save(browser, page, {
      given_name: 'Amazing Grace',
      phone_number: '+41 79 000-00-00',
      'user_metadata.team': ' Navy ',
      'user_metadata.theme': 'light',
      'app_metadata.plan': 'free',
      email: 'eve@example.com',
    })
    expect(saved.url).toBe('https://guestlist.example/account?notice=saved')
    expect(saved.text).toContain('Changes saved.')
    expect(user.profile).toEqual({ name: 'Grace Hopper', nickname: 'grace', given_name: 'Amazing Grace' })
    expect(user.userMetadata).toEqual({ theme: 'dark', team: 'Navy', phone_number: '+41790000000' })
    expect(user).toMatchObject({ appMetadata, email: 'grace@example.com', phoneNumber: undefined })
  })

  test('that empties a field takes its value away', async () => {
    const user = makeMember(service, {
      profile: { name: 'Grace', family_name: 'Hopper', picture: 'https://pictures.example/1.png' },
      userMetadata: { team: 'Navy' },
    })
    const { browser, page } = await signIn(service, user.userId)
    await save(browser, page, { family_name: '', picture: ' ', 'user_metadata.team': '' })
    expect(user.profile).toEqual({ name: 'Grace' })
    expect(user.userMetadata).toEqual({})
  })

  test('of nothing writes nothing', async () => {
    const user = makeMember(service, { profile: { name: 'evil.example' } })
    const { browser, page } = await signIn(service, user.userId)
    service.management.requests.length = 0
    // What is there already is not judged: it may be older than the rules.
    expect((await save(browser, page, {})).text).toContain('Nothing to save.')
    expect(service.management.requests).not.toContain('updateUser')
  })

  test.each([
    ['name', '', 'Required'],
    ['nickname', '  ', 'Required'],
    ['given_name', '', 'Fill this in.'],
    ['family_name', 'a\u200bb', 'invisible characters'],
    ['family_name', 'x'.repeat(151), 'Too long'],
    ['nickname', 'Visit evil.example', 'looks like a web address'],
    ['phone_number', '044 123 45 67', 'Enter a phone number with a country code'],
    ['picture', 'http://pictures.example/1.png', 'Enter the web address of a picture'],
    ['user_metadata.team', 'x'.repeat(501), 'Too long'],
  ])('of %s to %j is refused beside the field, which keeps what was typed', async (name, value, sentence) => {
    const user = makeMember(service)
    const before = structuredClone(user)
    const { browser, page } = await signIn(service, user.userId)
    const answer = await save(browser, page, {
      [name]: value,
      'user_metadata.team': name === 'user_metadata.team' ? value : 'Kept',
    })
    expect(answer.status).toBe(422)
    const id = `field-${name.replace('.', '-')}`
    expect(answer.html).toMatch(new RegExp(`id="${id}-error">[^<]*${sentence}`))
    expect(answer.html).toMatch(
      new RegExp(`<input[^>]* id="${id}"[^>]* autofocus=""[^>]* aria-invalid="true"`),
    )
    expect(answer.html).toContain('<title>Error: Your account')
    if (name !== 'user_metadata.team')
      expect(browser.fieldsOf(answer)['field.user_metadata.team']).toBe('Kept')
    expect(user).toEqual(before)
  })

  test('that somebody else has made in the meantime is not overwritten before the person has seen it', async () => {
    const user = makeMember(service)
    const { browser, page } = await signIn(service, user.userId)
    user.profile = { ...user.profile, given_name: 'Gracie', nickname: 'amazing' }
    const typed = { given_name: 'Grace M.', family_name: 'Hopper' }
    const answer = await save(browser, page, typed)
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('Nothing has been saved yet')
    expect(answer.text).toContain('It now says: Gracie')
    expect(browser.fieldsOf(answer)['field.given_name']).toBe('Grace M.')
    expect(user.profile.given_name).toBe('Gracie')
    // The nickname is shown as it is now, and is not in the way.
    const again = await browser.press(answer, 'Save')
    expect(again.text).toContain('Changes saved.')
    expect(user.profile).toMatchObject({ given_name: 'Grace M.', family_name: 'Hopper', nickname: 'amazing' })
  })

  test('of one field leaves what has changed elsewhere in another one', async () => {
    const user = makeMember(service)
    const { browser, page } = await signIn(service, user.userId)
    user.profile = { ...user.profile, nickname: 'amazing' }
    await save(browser, page, { family_name: 'Hopper' })
    expect(user.profile).toMatchObject({ nickname: 'amazing', family_name: 'Hopper' })
  })

  test.each([
    ['rate_limited', 'we’re busy right now'],
    ['timeout', 'couldn’t tell whether your changes were saved'],
    ['unreachable', 'couldn’t tell whether your changes were saved'],
    ['rejected', 'the change was refused'],
    ['forbidden', 'the change was refused'],
  ] as const)('that meets %s at the tenant says so, and keeps what was typed', async (code, sentence) => {
    const user = makeMember(service)
    const { browser, page } = await signIn(service, user.userId)
    const { updateUser } = service.management
    service.management.updateUser = () => Promise.reject(new ManagementError(code))
    const answer = await save(browser, page, { family_name: 'Hopper' })
    service.management.updateUser = updateUser
    expect(answer.status).toBe(503)
    expect(answer.text).toContain(sentence)
    expect(browser.fieldsOf(answer)['field.family_name']).toBe('Hopper')
    expect((await browser.press(answer, 'Save')).text).toContain('Changes saved.')
  })
})

describe('a change that the tenant does not even answer about', () => {
  test('is kept on a page that sends it again, with all that was typed', async () => {
    const user = makeMember(service)
    const { browser, page } = await signIn(service, user.userId)
    const typed = { family_name: 'Hopper', 'user_metadata.team': 'Navy' }
    service.management.isDown = true
    const answer = await save(browser, page, { ...typed, 'user_metadata.plan': 'gold' })
    expect(answer.status).toBe(503)
    expect(answer.text).toContain('Nothing was changed')
    expect(answer.html).not.toContain('user_metadata.plan')
    expect(answer.headers.get('content-security-policy')).toContain("form-action 'self';")
    // As often as it takes.
    const again = await browser.press(answer, 'Try again')
    expect(again.status).toBe(503)
    service.management.isDown = false
    expect((await browser.press(again, 'Try again')).text).toContain('Changes saved.')
    expect(user.profile?.family_name).toBe('Hopper')
    expect(user.userMetadata).toEqual({ team: 'Navy' })
  })

  test('is kept as text', async () => {
    const { browser, page } = await signIn(service, makeMember(service).userId)
    service.management.isDown = true
    const answer = await save(browser, page, { family_name: '"><b>&amp;' })
    expect(answer.html).toContain('value="&quot;&gt;&lt;b&gt;&amp;amp;"')
  })

  test('is not repeated where there was nothing to keep: another button, or a page that was only looked at', async () => {
    const { browser, page } = await signIn(service, makeMember(service).userId)
    service.management.isDown = true
    expect((await browser.press(page, 'Send me the link')).html).not.toContain('<form')
    expect((await browser.get('/account')).html).not.toContain('<form')
  })
})

describe('what is not the person’s to change here', () => {
  const google = {
    identities: [{ provider: 'google-oauth2', userId: '1', connection: 'google-oauth2', isSocial: true }],
  }

  test('is shown as what the provider brings, and a form that sends it changes nothing', async () => {
    const user = makeMember(service, { ...google, profile: { name: 'Grace Hopper', given_name: 'Grace' } })
    const { browser, page } = await signIn(service, user.userId)
    expect(page.text).toContain('Grace Hopper This comes from Google each time you sign in')
    expect(browser.fieldsOf(page)).not.toHaveProperty('field.name')
    await save(browser, page, { name: 'Eve', given_name: 'Eve', 'user_metadata.team': 'Navy' })
    expect(user.profile).toEqual({ name: 'Grace Hopper', given_name: 'Grace' })
    expect(user.userMetadata).toEqual({ team: 'Navy' })
  })

  test('goes to user_metadata where the provider brings nothing', async () => {
    const user = makeMember(service, { ...google, profile: { name: 'Grace Hopper' } })
    const { browser, page } = await signIn(service, user.userId)
    await save(browser, page, { given_name: 'Grace', family_name: 'Hopper' })
    expect(user.profile).toEqual({ name: 'Grace Hopper' })
    expect(user.userMetadata).toEqual({ given_name: 'Grace', family_name: 'Hopper' })
  })

  test('is the number that somebody logs in with', async () => {
    const user = makeMember(service, {
      phoneNumber: '+41790000000',
      identities: [{ provider: 'sms', userId: '1', connection: 'sms', isSocial: false }],
    })
    const { browser, page } = await signIn(service, user.userId)
    expect(page.text).toContain('+41790000000 You sign in with this. It can’t be changed here.')
    await save(browser, page, { phone_number: '+41790000001', family_name: 'Hopper' })
    expect(user).toMatchObject({ phoneNumber: '+41790000000', profile: { family_name: 'Hopper' } })
    expect(user.userMetadata).toEqual({})
  })
})
