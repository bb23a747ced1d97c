import { strict as assert } from 'node:assert'
import type { Moment } from './moments.ts'
import { accept, arrive, enterPassword, paste, see, signInToAdmin } from './steps.ts'

export const manyThroughOneLink: Moment = {
  name: 'shared-link',
  title: 'One link for a hundred people: 42 have come, here is the next',
  caption:
    'Auth0 has no shared invitations. This link asks for an address and mails a personal invitation there, so that ' +
    'everybody who comes is known, and the hundredth is the last.',
  async play(stage) {
    const link = stage.scene.links.find(({ state }) => state === '42 of 100')?.link
    assert(link)
    const page = await stage.enter()
    await page.goto(link)
    await page.getByLabel('Your email address').fill('number.43@meetup.example')
    await page.keyboard.press('Enter')
    await see(page, 'Check your inbox')
    await accept(page, await stage.linkTo('number.43@meetup.example'))
    await enterPassword(page)
    await arrive(page, stage, ['Viewer'])
  },
}

const list = [
  'Grace Hopper <grace.h@navy.example>, alan@bletchley.example; joan@bletchley.example',
  'nobody at all',
  'alan@bletchley.example',
].join('\n')

export const bulk: Moment = {
  name: 'pasted-list',
  title: 'A pasted list, checked before anything is sent',
  caption:
    'What is no address, or twice in the list, is marked at once; only roles that this person may give are offered. ' +
    'Lists of 100,000 go as a file, with a preview and the failed rows to download.',
  async play(stage) {
    const page = await stage.enter({ viewport: { width: 1280, height: 900 } })
    await signInToAdmin(page, stage, '/admin/invitations/new')
    await page.getByLabel('Email addresses').focus()
    await paste(page, list)
    await page.getByText('Duplicate').waitFor()
    await page.getByRole('checkbox', { name: 'Viewer' }).check()
    await page.getByRole('button', { name: 'Remove nobody at all' }).click()
    await page.getByText('3 can be invited, 1 can’t.').waitFor()
    await page.getByRole('button', { name: 'Send invitations' }).click()
    await page.getByText('3 invitations are on their way.').waitFor()
  },
}

export const overview: Moment = {
  name: 'overview',
  title: 'What became of all of them',
  caption:
    'Sent, opened, accepted, by role and by inviter, what needs attention, and every single invitation with its ' +
    'history, to be revoked with one press. Auth0 lists the pending ones.',
  async play(stage) {
    const id = await stage.invite('mistake@partner.example', { roles: ['Editor'] })
    const page = await stage.enter({ viewport: { width: 1280, height: 900 } })
    await signInToAdmin(page, stage, `/admin/invitations/${id}`)
    await page.getByRole('link', { name: 'Revoke' }).click()
    await page.getByRole('main').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('Revoked').first().waitFor()
    assert.equal((await stage.api.read(id)).body.status, 'revoked')
    await page.goto(`${stage.stack.urls.service}/admin/overview?days=90`)
    await page.getByRole('figure').first().waitFor()
  },
}
