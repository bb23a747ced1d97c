import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { newVisitor } from '../../scripts/browser/visitor.ts'
import { findFaults, showIn, type View, views } from './page-quality.ts'
import { logIn } from './universal-login.ts'
import { useWorld } from './world.ts'

const world = useWorld()

/** Signs the demo's administrator in, through the tenant. */
async function signIn(page: Page, path = '/admin'): Promise<void> {
  await page.goto(`${world.stack.urls.service}${path}`)
  await page.getByRole('link', { name: 'Continue to sign in' }).click()
  await logIn(page, world.stack.administrator)
  await page.waitForURL(url => url.pathname.startsWith('/admin/'))
}

/** By day on a telephone and by night on a desk, or in all four: nobody is kept out, and nothing is cut off. */
async function expectGood(page: Page, name: string, chosen: readonly View[] = [views[0], views[3]]) {
  for (const view of chosen) {
    await showIn(page, view)
    expect(await findFaults(page), `${name} at ${view.width} px, ${view.colorScheme}`).toEqual([])
    await world.screenshot(page, `admin-${name}-${view.width}-${view.colorScheme}`)
  }
  await showIn(page, views[2])
}

const pasted = 'Grace Hopper <grace@navy.example>, alan@bletchley.example\nnobody\nalan@bletchley.example'

describe('an administrator', () => {
  it('signs in, invites a pasted list, sees what became of it, revokes some, and signs out', async () => {
    const { page } = await world.visitor()
    await page.goto(`${world.stack.urls.service}/admin`)
    await signIn(page, '/admin/invitations')
    await page.getByText('No invitations yet').waitFor()
    expect(await page.locator('.admin-name').textContent()).toContain('Ada Admin')

    // Pasted, as people paste: each is checked at once.
    await page.getByRole('main').getByRole('link', { name: 'Invite people' }).first().click()
    const field = page.getByLabel('Email addresses')
    await field.focus()
    await page.evaluate(
      `(() => { const data = new DataTransfer(); data.setData('text/plain', ${JSON.stringify(pasted)})
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) })()`,
    )
    await page.getByText('Not an address').waitFor()
    await page.getByText('Duplicate').waitFor()
    await page.getByRole('button', { name: 'Remove nobody' }).click()
    await page.getByText('2 can be invited, 1 can’t.').waitFor()
    await page.getByRole('checkbox', { name: 'Editor' }).check()
    await page.getByLabel('Application').selectOption({ label: 'Portal' })
    await page
      .getByLabel('Language', { exact: true })
      .and(page.locator('select'))
      .selectOption({ label: 'German' })
    await page.getByLabel('Personal message').fill('Schön, dass Sie dabei sind!')
    await page.getByText('Email preview').click()
    const preview = page.frameLocator('iframe[name="preview"]')
    await preview.getByText('Schön, dass Sie dabei sind!').waitFor()
    await expectGood(page, 'invite', views)
    await page.getByRole('button', { name: 'Send invitations' }).click()
    await page.getByText('2 invitations are on their way.').waitFor()
    expect((await world.mailTo('grace@navy.example')).text).toContain('Schön, dass Sie dabei sind!')

    await page.getByRole('link', { name: 'Show all invitations' }).click()
    await page.getByRole('checkbox', { name: 'Select grace@navy.example' }).check()
    await expectGood(page, 'table', views)
    await page.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('heading', { name: 'Revoke this invitation?' }).waitFor()
    await page.getByRole('main').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('1 invitation revoked.').waitFor()

    await page.getByRole('link', { name: 'Back to the invitations' }).click()
    await page.getByRole('combobox', { name: 'Status' }).selectOption('revoked')
    await page.waitForURL(/status=revoked/)
    await page.getByRole('link', { name: 'grace@navy.example' }).click()
    await page.locator('.timeline').getByText('Revoked').waitFor()

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'You’re signed out' }).waitFor()
    // Also at the tenant: it asks who comes.
    await page.goto(`${world.stack.urls.service}/admin/invitations`)
    await page.getByRole('link', { name: 'Continue to sign in' }).click()
    await page.waitForURL(/\/u\/login/)
  })

  it('hands a link out, once, with a code for cameras; in German nothing is cut off', async () => {
    const { page } = await world.visitor()
    await signIn(page)
    await page.goto(`${world.stack.urls.service}/admin/invitations/new?lang=de`)
    await page.getByLabel('Link zum Teilen').check()
    await page.getByLabel('E-Mail-Adressen').fill('heinz@nixdorf.example')
    await expectGood(page, 'invite-de', [views[1]])
    await page.getByRole('button', { name: 'Einladungen senden' }).click()
    await page.getByText('1 Link ist bereit.').waitFor()
    await page.getByText('QR-Code').click()
    await expectGood(page, 'link-de', [views[1], views[2]])
    const link = await page.getByLabel('Link: heinz@nixdorf.example').inputValue()
    const invitee = await world.visitor()
    await invitee.page.goto(link)
    await invitee.page.getByText('Ada Admin').first().waitFor()
  })

  it('does all of it without scripts', async () => {
    const browser = (await world.visitor()).context.browser()
    if (!browser) throw new TypeError('the browser has ended')
    const { page, context, problems } = await newVisitor(browser, world.stack.urls.service, {
      javaScriptEnabled: false,
    })
    await signIn(page, '/admin/invitations/new')
    await page.getByLabel('Email addresses').fill(pasted)
    await page.getByText('Email preview').click()
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.frameLocator('iframe[name="preview"]').getByText('Ada Admin').first().waitFor()
    await page.getByRole('button', { name: 'Send invitations' }).click()
    await page.getByText('2 invitations are on their way.').waitFor()
    await page.getByText('This address can’t be invited.').waitFor()
    await page.getByRole('link', { name: 'Show all invitations' }).click()
    for (const box of await page.getByRole('checkbox', { name: /^Select .*example$/ }).all())
      await box.check()
    await page.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('main').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('2 invitations revoked.').waitFor()
    expect(problems).toEqual([])
    await context.close()
  })
})
