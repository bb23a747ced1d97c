import { describe, expect, it } from 'vitest'
import { acceptInvitation, arrive, heading, textOf } from './invitee.ts'
import { signUp } from './universal-login.ts'
import { useWorld } from './world.ts'

const world = useWorld()

describe('7. the link', () => {
  it('7. fetched ten times by a scanner (GET, HEAD) still works; opened again after joining: "you already joined"', async () => {
    const id = await world.invite('scanned@acme.example')
    const { link } = await world.mailTo('scanned@acme.example')
    for (let round = 0; round < 5; round++)
      for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).ok).toBe(true)
    expect((await world.api.read(id)).body).toMatchObject({ status: 'pending', uses: 0 })
    const { page } = await world.visitor()
    await acceptInvitation(page, link)
    await signUp(page)
    await arrive(page, world.stack.urls.portal)
    await page.goto(link)
    expect(await heading(page)).toBe('You’ve already joined')
    await world.screenshot(page, 'already-joined')
  })

  it('7. tampered, invented: one generic page', async () => {
    await world.invite('tampered@acme.example')
    const { link } = await world.mailTo('tampered@acme.example')
    const { page } = await world.visitor()
    const start = link.slice(0, link.lastIndexOf('.') + 1)
    const payload = link.split('.')[1] ?? ''
    const texts = new Set<string>()
    const forged = [
      `${start}${'A'.repeat(86)}`,
      link.replace(payload, `${payload.slice(0, -3)}abc`),
      link.slice(0, -20),
      `${world.stack.urls.service}/i/invented`,
      `${world.stack.urls.service}/i/${'x'.repeat(2000)}`,
    ]
    for (const address of forged) {
      const response = await page.goto(address)
      expect(response?.status()).toBe(404)
      texts.add(await textOf(page))
    }
    expect([...texts]).toEqual([expect.stringContaining('This link doesn’t work')])
    await world.screenshot(page, 'generic')
    await page.goto(link)
    expect(await heading(page)).toBe('Join Acme')
  })
})
