import { strict as assert } from 'node:assert'
import type { Moment } from './moments.ts'
import { accept, arrive, continueWithGoogle, enterOneTimeCode, logInAs } from './steps.ts'

export const wrongAccount: Moment = {
  name: 'wrong-account',
  title: 'The wrong Google account loses nothing',
  caption:
    'Auth0’s own invitation is consumed and lost when it is opened under another account. Here the page says who is ' +
    'invited and who came, and the same link still works.',
  async play(stage) {
    const id = await stage.invite('rosa.parks@gmail.com', { roles: ['Editor'] })
    const page = await stage.enter()
    await accept(page, await stage.linkTo('rosa.parks@gmail.com'))
    await continueWithGoogle(page, { name: 'Rosa at home', email: 'rosa.private@gmail.com' })
    await page.waitForURL(/\/refused/)
    await page.getByText('rosa.private@gmail.com').first().waitFor()
    const { body } = await stage.api.read(id)
    assert.deepEqual([body.status, body.uses], ['pending', 0])
    await page.getByRole('link', { name: 'Use another account' }).click()
    await accept(page)
    await continueWithGoogle(page, { name: 'Rosa Parks', email: 'rosa.parks@gmail.com' })
    await arrive(page, stage, ['Editor'])
  },
}

export const oneTimeCode: Moment = {
  name: 'one-time-code',
  title: 'Somebody without a password',
  caption:
    'Auth0 does not support passwordless connections for its invitations. Here the invited address gets a code, ' +
    'types it, and is in, with the roles.',
  async play(stage) {
    await stage.stack.control.addConnection({ name: 'email', strategy: 'email' })
    const email = 'katherine.johnson@orbit.example'
    await stage.invite(email, { roles: ['Viewer'], connection: 'email' })
    const page = await stage.enter()
    await accept(page, await stage.linkTo(email))
    await enterOneTimeCode(page, stage, email)
    await arrive(page, stage, ['Viewer'])
  },
}

export const existingAccount: Moment = {
  name: 'existing-account',
  title: 'Somebody who is a member already gets the new role',
  caption:
    'Mei has an account and is Editor. An invitation to Viewer leads her to log in, not to sign up, and adds the role ' +
    'for the whole tenant, not within one organization only.',
  async play(stage) {
    const mei = stage.scene.personas.find(({ part }) => part === 'Member')
    assert(mei)
    await stage.invite(mei.email, { roles: ['Viewer'] })
    const page = await stage.enter()
    await accept(page, await stage.linkTo(mei.email))
    await logInAs(page, mei)
    await arrive(page, stage, ['Editor', 'Viewer'])
  },
}
