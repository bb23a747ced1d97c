import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type RefusalCode, sentenceFor } from '../../contract/refusal.ts'
import { acceptInvitation, arrive, portalView, rolesClaim } from './invitee.ts'
import { signUp } from './universal-login.ts'
import { useWorld } from './world.ts'

// Everybody here is somebody else, so that nobody is in anybody's way.
const world = useWorld({ keepsState: true })

/** A way in, from the first page of Universal Login on. */
interface Door {
  name: string
  /** Asked for by name, where there is no button for it. */
  connection?: string
  domain: string
  /** How it ends for whoever was invited with this very address. */
  invited: 'granted' | RefusalCode
  enter(page: Page, email: string): Promise<void>
}

async function enterAt(page: Page, provider: string, email: string): Promise<void> {
  await page.getByRole('button', { name: `Continue with ${provider}` }).click()
  await page.waitForURL(/\/stand-in\//)
  await page.getByLabel('Name', { exact: true }).fill('Guest')
  await page.locator('input[name=email]').fill(email)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
}

async function enterCode(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  const field = page.getByLabel('Enter the code')
  await field.waitFor()
  const mails = await world.stack.control.mails()
  const mail = mails.find(({ to, text }) => to === email && !text.includes('/i/'))
  await field.fill(/\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '')
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
}

const doors: Door[] = [
  {
    name: 'a password',
    domain: 'pass.example',
    invited: 'granted',
    async enter(page, email) {
      if (page.url().includes('/u/login')) await page.getByRole('link', { name: 'Sign up' }).click()
      await signUp(page, { email })
    },
  },
  {
    name: 'Google',
    domain: 'gmail.com',
    invited: 'granted',
    enter: (page, email) => enterAt(page, 'Google', email),
  },
  {
    // There is no address that the invitation could be for, or not for.
    name: 'Facebook without an address',
    domain: 'nobody.example',
    invited: 'address_mismatch',
    enter: page => enterAt(page, 'Facebook', ''),
  },
  {
    name: 'a code by email',
    connection: 'email',
    domain: 'code.example',
    invited: 'granted',
    enter: enterCode,
  },
  {
    name: 'the company’s log-in',
    domain: 'acme.example',
    invited: 'granted',
    enter: (page, email) => enterAt(page, 'Acme', email),
  },
]

beforeAll(async () => {
  const { control } = world.stack
  await control.addConnection({ name: 'facebook', strategy: 'facebook' })
  await control.addConnection({ name: 'email', strategy: 'email' })
  const company = { name: 'acme', strategy: 'oidc', display_name: 'Acme', show_as_button: true }
  await control.addConnection(company)
})

/** Opens the invitation of one address and comes in with another, or the same. */
async function comeInvited({ connection, enter }: Door, address: string, email: string): Promise<Page> {
  await world.invite(address, { roles: ['Editor'], ...(connection && { connection }) })
  const { page } = await world.visitor()
  await acceptInvitation(page, (await world.mailTo(address)).link)
  await enter(page, email)
  return page
}

/** On Universal Login's form, or on our page: the same sentence. */
const reads = (page: Page, code: RefusalCode) => page.getByText(sentenceFor(code)).waitFor()

describe.each(doors)('with $name', door => {
  const { connection, domain, invited } = door

  it('somebody who is invited gets what is promised', async () => {
    const page = await comeInvited(door, `invited@${domain}`, `invited@${domain}`)
    if (invited !== 'granted') return reads(page, invited)
    await arrive(page, world.stack.urls.portal)
    expect((await portalView(page)).idToken).toMatchObject({
      email: `invited@${domain}`,
      [rolesClaim]: ['Editor'],
    })
  })

  it('somebody who comes with another address hears so', async () => {
    const page = await comeInvited(door, `right@${domain}`, `wrong@${domain}`)
    await reads(page, 'address_mismatch')
  })

  it('somebody who is not invited hears how to be', async () => {
    const { page } = await world.visitor()
    const query = connection ? `?connection=${connection}` : ''
    await page.goto(`${world.stack.urls.portal}/login${query}`)
    await door.enter(page, `uninvited@${domain}`)
    await reads(page, 'invitation_required')
  })
})

describe.each([{ customDomain: false }, { stateInPreRegistration: false }])(
  'in a tenant with %j',
  switches => {
    it('somebody who is invited signs up with a password, and with Google', async () => {
      const [name] = Object.keys(switches)
      await world.stack.control.setSwitches(switches)
      for (const [door, address] of [
        [doors[0], `${name}@pass.example`],
        [doors[1], `${name}@gmail.com`],
      ] as const) {
        if (!door) throw new TypeError('no such door')
        const page = await comeInvited(door, address.toLowerCase(), address.toLowerCase())
        await arrive(page, world.stack.urls.portal)
        expect((await portalView(page)).idToken[rolesClaim]).toEqual(['Editor'])
      }
      await world.stack.control.setSwitches({ customDomain: true, stateInPreRegistration: true })
    })
  },
)

it('an application that begins its log-ins itself gets its invitee back at once, with the roles', async () => {
  const { management, urls } = world.stack
  const { clientId } = world.stack.application('Portal')
  await management.call('PATCH', `/clients/${clientId}`, {
    client_metadata: { guestlist_login_url: `${urls.portal}/login` },
  })
  // What the service has read of the applications is up to a minute old.
  await world.stack.service.stop()
  await world.stack.service.start()
  await world.invite('direct@acme.example', { roles: ['Editor'] })
  const { page } = await world.visitor()
  const pages: string[] = []
  page.on('request', request => pages.push(new URL(request.url()).origin + new URL(request.url()).pathname))
  await acceptInvitation(page, (await world.mailTo('direct@acme.example')).link)
  expect(pages).toContain(`${urls.portal}/login`)
  await signUp(page)
  await page.waitForURL(`${urls.portal}/`)
  const { idToken } = await portalView(page)
  expect(idToken).toMatchObject({ email: 'direct@acme.example', [rolesClaim]: ['Editor'] })
  expect(pages).not.toContain(`${urls.service}/callback`)
})
