import { beforeEach, describe, expect, it } from 'vitest'
import type { Page } from '../../local-tenant/login/testing/browser.ts'
import { useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import {
  accept,
  authorizeUrl,
  claimsOf,
  invite,
  logInWith,
  openBrowser,
  outcomeOf,
  signUp,
} from './world/person.ts'

const world = useGateWorld({
  enterprise_domains: { 'acme-oidc': ['acme.example', 'xn--mnchen-3ya.example'] },
})

beforeEach(() => world.reset())

const stateOf = async (id: string) => {
  const row = await world.ledger.findInvitation(id)
  return [row?.status, row?.uses]
}

async function wordFor(page: Page) {
  const outcome = await outcomeOf(world, page)
  if (outcome.outcome === 'refused') return outcome.code
  if (outcome.outcome === 'unknown') return outcome.page
  return (await claimsOf(world, outcome.code))['https://guestlist.example/roles']
}

describe('S25 addresses are compared in one form', () => {
  // The account says `said`; the invitation is for `invited`, in its stored form.
  it.each([
    ['case', 'ann@acme.example', 'ANN@Acme.Example'],
    ['an internationalised domain', 'ann@xn--mnchen-3ya.example', 'Ann@MÜNCHEN.example'],
    ['space around it', 'ann2@acme.example', ' ann2@acme.example '],
  ])('%s makes no difference', async (_, invited, said) => {
    const { invitation, token } = await accept(world, await invite(world, { invitee_email: invited }))
    const account = { name: 'Ann', email: said, email_verified: 'on' }
    const page = await logInWith(world, openBrowser(world), 'acme-oidc', account, { 'ext-invite': token })
    expect(await wordFor(page)).toEqual(['Editor'])
    expect(await stateOf(invitation)).toEqual(['accepted', 1])
  })

  it.each([
    ['a Cyrillic letter', 'b1@acme.example', 'b1@аcme.example'],
    ['a Cyrillic letter in the local part', 'bea@acme.example', 'beа@acme.example'],
    ['a decomposed letter', 'b2@xn--mnchen-3ya.example', 'b2@mu\u0308nchen.example'],
    ['full-width letters', 'b3@acme.example', 'b3@ａcme.example'],
    ['a Kelvin sign', 'kim@acme.example', '\u212Aim@acme.example'],
    ['a dotless i', 'bi@acme.example', 'bı@acme.example'],
    ['a ligature', 'office@acme.example', 'oﬃce@acme.example'],
    ['a zero-width space', 'b4@acme.example', 'b4\u200B@acme.example'],
    ['a soft hyphen', 'b5@acme.example', 'b5@ac\u00ADme.example'],
    ['a trailing dot', 'b6@acme.example', 'b6@acme.example.'],
    ['a tag', 'b7@acme.example', 'b7+x@acme.example'],
    ['a dot more', 'bob@acme.example', 'bo.b@acme.example'],
    ['a second sign', 'b8@acme.example', 'b8@acme.example@evil.example'],
    ['a domain that ends alike', 'b9@acme.example', 'b9@evilacme.example'],
    ['a domain that begins alike', 'b10@acme.example', 'b10@acme.example.evil.example'],
  ])('%s makes it another one, which uses nothing up', async (_, invited, said) => {
    const { invitation, token } = await accept(world, await invite(world, { invitee_email: invited }))
    const account = { name: 'Bob', email: said, email_verified: 'on' }
    const page = await logInWith(world, openBrowser(world), 'my-provider', account, { 'ext-invite': token })
    expect(await wordFor(page)).toBe('address_mismatch')
    // Nor does it let anybody in who brings nothing but the address.
    const bare = await logInWith(world, openBrowser(world), 'acme-oidc', account)
    expect(await wordFor(bare)).toBe('invitation_required')
    expect(await stateOf(invitation)).toEqual(['pending', 0])
  })

  it('a telephone number that is nearly the invited one uses nothing up, and the invited one is known as typed', async () => {
    const phone = '+4915112345678'
    const id = await invite(world, { invitee_email: null, invitee_phone_number: phone })
    const { token } = await accept(world, id)
    const codeBy = async (typed: string) => {
      const browser = openBrowser(world)
      const form = await browser.open(authorizeUrl(world, { connection: 'sms', 'ext-invite': token }))
      const asked = await browser.submit(form, { phone_number: typed })
      const sent = (await world.tenant.control.sms()).find(
        ({ to }) => to === phone || to === '+4915112345679',
      )
      await world.tenant.control.clearMails()
      return wordFor(await browser.submit(asked, { code: /\d{6}/.exec(sent?.text ?? '')?.[0] ?? '' }))
    }
    expect(await codeBy('+49 151 1234-5679')).toBe('invitation_required')
    expect(await stateOf(id)).toEqual(['pending', 0])
    expect(await codeBy('+49 (151) 1234-5678')).toEqual(['Editor'])
    expect(await stateOf(id)).toEqual(['accepted', 1])
  })
})

describe('S24 S46 a link for several people', () => {
  const ofDomain = { kind: 'domain', domain: 'acme.example', invitee_email: null, max_uses: 3 } as const

  /** Opens the link that many have, and gives an address there. */
  async function give(id: string, email: string): Promise<Page> {
    const { browser, open } = createInvitee(world)
    const page = await browser.submit(await open(id), { email })
    await world.settle()
    return page
  }

  it('S24 is for addresses of that very domain', async () => {
    const id = await invite(world, ofDomain)
    for (const domain of [
      'evil-acme.example',
      'acme.example.evil.example',
      'acme.example.',
      '\u0430cme.example',
    ])
      expect((await give(id, `eve@${domain}`)).status).toBe(422)
    expect(world.mails).toEqual([])
    expect(await stateOf(id)).toEqual(['pending', 0])
  })

  it('S46 admits nobody but through the message that the address got', async () => {
    const email = 'zoe@acme.example'
    const id = await invite(world, ofDomain)
    expect((await give(id, email)).html).not.toContain('/authorize')
    // Anyone with the link knows whom it was sent to, and no more than that.
    const params = { screen_hint: 'signup' }
    expect(await wordFor(await signUp(world, openBrowser(world), email, params))).toBe('invitation_required')
    const [mail] = world.mails
    expect(mail?.to).toBe(email)
    const { browser, submit } = createInvitee(world)
    const link = /http:\S+\/i\/[\w.-]+/.exec(mail?.text ?? '')?.[0] ?? ''
    const form = await browser.submit(await browser.open(link), {})
    expect((await submit(form, email)).html).toContain('You’ve joined')
    expect(await stateOf(id)).toEqual(['pending', 1])
  })
})
