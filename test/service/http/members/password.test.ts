import nock from 'nock'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestService } from '../test-service.ts'
import { makeMember, signIn, startWithFields } from './member-flow.ts'

let service: TestService
beforeAll(async () => {
  service = await startWithFields()
})
beforeEach(() => {
  service.management.isDown = false
  service.mails.length = 0
})
afterAll(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const identity = (provider: string) => ({
  identities: [{ provider, userId: '1', connection: provider, isSocial: provider.includes('oauth2') }],
})

describe('a new password', () => {
  test('is chosen at Auth0, by a link that goes to the address of the account alone', async () => {
    const user = makeMember(service)
    const { browser, page } = await signIn(service, user.userId)
    const answer = await browser.press(page, 'Send me the link')
    expect(answer.text).toContain('on its way to grace@example.com')
    const [mail] = service.mails
    expect(mail).toMatchObject({
      to: 'grace@example.com',
      subject: 'A new password for Acme',
      category: 'new_password',
    })
    const link = 'https://login.example/reset?ticket=of-auth0|graceexamplecom'
    expect(mail?.text).toContain(link)
    expect(mail?.html).toContain('Choose a new password')
    // Neither whoever has the browser nor whoever reads the log gets it.
    expect(answer.html + service.logLines.join('\n')).not.toContain('ticket=')
  })

  test('is written about in the language of the page', async () => {
    const user = makeMember(service)
    const { browser } = await signIn(service, user.userId)
    const page = await browser.get('/account?lang=de')
    await browser.press(page, 'Link zusenden')
    expect(service.mails[0]?.subject).toBe('Ein neues Passwort für Acme')
  })

  test('S39 is offered three times an hour', async () => {
    const user = makeMember(service, { userId: 'auth0|eager' })
    const { browser, page } = await signIn(service, user.userId)
    for (let time = 0; time < 3; time++) await browser.press(page, 'Send me the link')
    expect((await browser.press(page, 'Send me the link')).text).toContain('asked for several links')
    expect(service.mails).toHaveLength(3)
  })

  test('says so when the tenant or the mail provider cannot', async () => {
    const user = makeMember(service, { userId: 'auth0|unlucky' })
    const { browser, page } = await signIn(service, user.userId)
    const { createPasswordTicket } = service.management
    service.management.createPasswordTicket = () => {
      service.management.createPasswordTicket = createPasswordTicket
      service.management.isDown = true
      return createPasswordTicket(
        user.userId,
        { ttlSeconds: 1, resultUrl: '' },
        { urgency: 'waiting' },
      ).finally(() => {
        service.management.isDown = false
      })
    }
    expect((await browser.press(page, 'Send me the link')).text).toContain('couldn’t be sent')
    expect(service.mails).toEqual([])
  })

  test.each([
    ['google-oauth2', 'You sign in with Google. Change your password there.'],
    ['acme-saml', 'You sign in with acme-saml.'],
    ['email', 'You sign in with codes'],
    ['sms', 'You sign in with codes'],
  ])('is not ours to offer to somebody of %s, who reads why', async (provider, sentence) => {
    const user = makeMember(service, identity(provider))
    const { page } = await signIn(service, user.userId)
    expect(page.text).toContain(sentence)
    expect(page.html).not.toContain('action="/account/password"')
  })

  test('is not offered without an address to send the link to', async () => {
    const user = makeMember(service, { email: undefined, profile: { name: 'Grace' } })
    const { page } = await signIn(service, user.userId)
    expect(page.text).toContain('no email address to send a link to')
  })
})
