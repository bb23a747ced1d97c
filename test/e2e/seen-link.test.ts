import { describe, expect, it } from 'vitest'
import { arrive, heading, portalView, rolesClaim, textOf } from './invitee.ts'
import { prefilledEmail, signUp } from './universal-login.ts'
import { useWorld } from './world.ts'

const world = useWorld()
const email = 'handed@acme.example'
const CODE = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/

describe('a link that somebody was shown', () => {
  it('S61 sends the message to the invited address; its code goes on in the same window, until the person is in', async () => {
    const { clientId } = world.stack.application('Portal')
    const { status, body } = await world.api.create({
      invitee: { email },
      client_id: clientId,
      roles: ['Editor'],
      send_invitation_email: false,
    })
    expect(status).toBe(201)
    const link = body.invitation_url ?? ''
    const { page } = await world.visitor()
    await page.goto(link)
    expect(await heading(page)).toBe('Join Acme')
    expect(await textOf(page)).not.toContain(email)
    expect(await page.getByRole('button', { name: 'Accept' }).count()).toBe(0)
    await world.screenshot(page, 'seen-link')
    await page.getByRole('button', { name: 'Send the invitation to h•••@a•••.example' }).click()
    expect(await heading(page)).toBe('Check your inbox')
    await world.screenshot(page, 'seen-link-sent')

    const { text } = await world.mailTo(email)
    await page.getByLabel('Code from that message').fill(CODE.exec(text)?.[0] ?? '')
    await page.getByRole('button', { name: 'Continue with this code' }).click()
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await page.waitForURL(/\/u\/signup/)
    expect(await prefilledEmail(page)).toBe(email)
    await signUp(page)
    await arrive(page, world.stack.urls.portal)
    expect((await portalView(page)).idToken[rolesClaim]).toEqual(['Editor'])
    expect((await world.api.read(body.id)).body).toMatchObject({ status: 'accepted', uses: 1 })

    // Whoever else holds that link has nothing by it, before or after.
    const other = (await world.visitor()).page
    await other.goto(link)
    expect(await heading(other)).toBe('You’ve already joined')
    expect(await world.usersWith(email)).toHaveLength(1)
  })
})
