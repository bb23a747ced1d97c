import { strict as assert } from 'node:assert'
import type { Moment } from './moments.ts'
import { accept, arrive, continueWithGoogle, enterPassword, see } from './steps.ts'

export const scanner: Moment = {
  name: 'scanner',
  title: 'A mail scanner opens the link first',
  caption:
    'Ten times, by GET and HEAD, as mail gateways and previews do. Nothing is used up: only a press of Accept counts.',
  async play(stage) {
    const id = await stage.invite('scanned@partner.example', {
      roles: ['Viewer'],
      message: 'See you on Monday!',
    })
    const link = await stage.linkTo('scanned@partner.example')
    for (let round = 0; round < 5; round++)
      for (const method of ['GET', 'HEAD']) assert((await fetch(link, { method })).ok)
    const { body } = await stage.api.read(id)
    assert.deepEqual([body.status, body.uses], ['pending', 0])
    const page = await stage.enter()
    await page.goto(link)
    await see(page, 'Join Acme')
    await page.getByRole('button', { name: 'Accept invitation' }).waitFor()
  },
}

export const oldLink: Moment = {
  name: 'resent',
  title: 'Sent again, and the old link is dead',
  caption:
    'Auth0 cannot resend an invitation, only make another one beside it. Here the newest link is the only one, at once.',
  async play(stage) {
    const hand = { roles: ['Viewer'], send_invitation_email: false }
    const email = 'twice@studio.example'
    const { body } = await stage.api.create({ invitee: { email }, inviter: { name: 'Ada Admin' }, ...hand })
    const { body: renewed } = await stage.api.renewLink(body.id)
    const page = await stage.enter()
    await page.goto(renewed.invitation_url ?? '')
    await see(page, 'Join Acme')
    await page.goto(body.invitation_url ?? '')
    await see(page, 'There’s a newer invitation')
  },
}

export const uninvited: Moment = {
  name: 'uninvited',
  title: 'The uninvited are told what to do, on a page',
  caption:
    'With Google, where Auth0 makes the account before anything can refuse it: no dead end in your application, but a ' +
    'page that explains and offers another account. The profile that was made is removed again.',
  async play(stage) {
    const page = await stage.enter()
    await page.goto(`${stage.stack.urls.portal}/login`)
    await continueWithGoogle(page, { name: 'Curious Stranger', email: 'stranger@gmail.com' })
    await page.waitForURL(/\/refused/)
    await page.getByText('You need an invitation to join').first().waitFor()
    await page.getByRole('link', { name: 'Use another account' }).waitFor()
  },
}

export const termsFirst: Moment = {
  name: 'terms',
  title: 'Terms and a telephone number before any account exists',
  caption:
    'Whoever does not agree leaves nothing behind: no account, no profile to clean up. What was agreed to is recorded ' +
    'with version and time.',
  async play(stage) {
    const { control, service, urls } = stage.stack
    await service.stop()
    const terms = { TERMS_URL: `${urls.portal}/terms`, TERMS_VERSION: '2026-11' }
    await service.start({ ...terms, REQUIRED_USER_FIELDS: 'phone_number' })
    const email = 'careful@partner.example'
    await stage.invite(email, { roles: ['Viewer'] })
    const page = await stage.enter()
    await accept(page, await stage.linkTo(email))
    await see(page, 'Before you join')
    const isThere = async () => (await control.users()).some(user => user.email === email)
    assert.equal(await isThere(), false)
    await page.getByLabel('Phone number').fill('+41 79 000 00 00')
    await page.getByLabel('I’ve read and agree to the terms').check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await enterPassword(page)
    await arrive(page, stage, ['Viewer'])
    assert.equal(await isThere(), true)
    await page.goto(`${urls.service}/account`)
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByText('You agreed to version 2026-11').waitFor()
  },
}
