import { type Browser, createBrowser, type Page } from '../../../local-tenant/login/testing/browser.ts'
import { makeLink } from '../../../service/invitations/accept/make-link.ts'
import { toInvitation } from '../../../service/invitations/model/invitation.ts'
import type { GateWorld } from './gate-world.ts'
import { password } from './person.ts'

/** Somebody with a browser that knows the tenant's pages and ours, and a mailbox. */
export interface Invitee {
  browser: Browser
  /** Opens the link of an invitation. */
  open(id: string): Promise<Page>
  /** Opens the link of an invitation and presses Accept. */
  accept(id: string): Promise<Page>
  /** The link to a new password that came by mail. */
  ticket(to: string): string
  /** Sets a new password behind such a link. */
  resetPassword(link: string, to: string): Promise<Page>
  /** Asks the tenant itself for a new password, in the login that is under way on this page, and sets it. */
  forgetPassword(page: Page, email: string, to: string): Promise<Page>
  /** Fills the form that Accept led to. */
  submit(page: Page, email: string, secret?: string): Promise<Page>
}

export function createInvitee(world: GateWorld): Invitee {
  const site = {
    request(url: string, init: RequestInit) {
      const headers = new Headers(init.headers)
      // As browsers say of a form that is on the page itself.
      headers.set('origin', new URL(url).origin)
      headers.set('sec-fetch-site', 'same-origin')
      return fetch(url, { ...init, headers, redirect: 'manual' })
    },
  }
  const browser = createBrowser(site, [world.tenant.url, world.serviceUrl])
  const { keys, config, ledger } = world
  const linkScope = { issuer: config.publicUrl, audience: config.tenantDomain }
  async function open(id: string): Promise<Page> {
    const row = await ledger.findInvitation(id)
    if (!row) throw new TypeError('no such invitation')
    return browser.open(await makeLink({ linkKey: keys.link.signing, linkScope }, toInvitation(row)))
  }
  return {
    browser,
    open,
    accept: async id => browser.submit(await open(id), {}),
    ticket(to) {
      const mail = world.mails.findLast(sent => sent.to === to && sent.category === 'account')
      const link = /https?:\S+reset-verify\S+/.exec(mail?.text ?? '')?.[0] ?? ''
      // Without a custom domain it is on the canonical one, whose certificate this browser does not know.
      return link.replace(world.tenant.canonicalUrl, world.tenant.url)
    },
    async resetPassword(link, to) {
      return browser.submit(await browser.open(link), { password: to, repeated: to })
    },
    async forgetPassword(page, email, to) {
      const state = page.url.searchParams.get('state')
      const asked = await browser.open(`${world.tenant.url}/u/reset-password/request?state=${state}`)
      await browser.submit(asked, { email })
      const mails = await world.tenant.control.mails()
      const mail = mails.find(sent => sent.to === email && sent.text.includes('reset-verify'))
      const link = /https?:\S+reset-verify\S+/.exec(mail?.text ?? '')?.[0] ?? ''
      const form = await browser.open(link.replace(world.tenant.canonicalUrl, world.tenant.url))
      await browser.submit(form, { password: to, repeated: to })
      return browser.open(`${world.tenant.url}/u/login?state=${state}`)
    },
    submit: (page, email, secret = password) => browser.submit(page, { email, password: secret }),
  }
}
