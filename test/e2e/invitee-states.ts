import type { Page } from 'playwright-core'
import { joinedSeal } from '../../service/http/invitee/browser-seals.ts'
import { createSealer } from '../../service/sign-in/sealed-cookie.ts'
import { openBrowser } from '../service/http/browser.ts'
import { handOut, makeUser, redeem, share } from '../service/http/invitee-flow.ts'
import type { TestService } from '../service/http/test-service.ts'
import type { PageServer } from './page-server.ts'

/** A page that an invitee can come to: where it is, and what is done there to see it. */
export interface State {
  readonly name: string
  readonly url: string
  readonly act?: (page: Page) => Promise<void>
}

const DAY_SECONDS = 86_400
const MESSAGE = 'Hi Grace!\nSo glad that you join us on Monday. Bring coffee.'

/** Makes an invitation, or something like it, for every page of the invitees. */
export async function makeStates({ origin, service }: PageServer): Promise<State[]> {
  let count = 0
  const to = () => ({ email: `grace.hopper-${++count}@navy.example.com` })
  const personal = {
    inviter: { name: 'Ada Lovelace' },
    message: MESSAGE,
    roles: ['Editor', 'Viewer'],
  }
  const shown = await handOut(service, { invitee: to(), ...personal })
  const declining = await service.invite({ invitee: to() })
  const soon = await service.invite({ invitee: to(), ttl_sec: 300 })
  await service.clock.advance(301_000)
  const replaced = await service.invite({ invitee: to() })
  await service.api(`/api/invitations/${replaced.id}/resend`, { method: 'POST', body: {} })
  const revoked = await service.invite({ invitee: to() })
  await service.api(`/api/invitations/${revoked.id}`, { method: 'DELETE' })
  const forMany = await share(service, { kind: 'domain', domain: 'navy.example.com' })
  const live = await service.invite({ invitee: to() })
  return [
    { name: 'invitation', url: shown.link },
    { name: 'invitation-mailed', url: live.link },
    { name: 'link', url: forMany.link },
    { name: 'link-wrong', url: forMany.link, act: typeAndSend({ email: 'eve@evil.example' }) },
    { name: 'address-taken', url: forMany.link, act: typeAndSend({ email: 'joan@navy.example.com' }) },
    { name: 'code', url: `${origin}/i/code` },
    {
      name: 'code-wrong',
      url: `${origin}/i/code`,
      act: typeAndSend({ email: 'joan@navy.example.com', code: '00000-00000' }),
    },
    // The second visit shows what the link says from then on.
    { name: 'declined', url: declining.link, act: decline },
    { name: 'closed-expired', url: soon.link },
    { name: 'closed-replaced', url: replaced.link },
    { name: 'closed-revoked', url: revoked.link },
    { name: 'closed-unknown', url: `${origin}/i/forged` },
    { name: 'nothing-open', url: `${origin}/joined` },
    { name: 'signed-out', url: `${origin}/signed-out` },
    { name: 'not-found', url: `${origin}/nowhere` },
    { name: 'refusal', url: await refuse(service, origin) },
    { name: 'joined', url: await join(service, origin) },
  ]
}

async function decline(page: Page): Promise<void> {
  const button = page.locator('[formaction="/i/decline"]')
  if ((await button.count()) > 0) await button.click()
}

function typeAndSend(fields: Record<string, string>) {
  return async (page: Page) => {
    for (const [name, value] of Object.entries(fields)) await page.locator(`#${name}`).fill(value)
    await page.locator('main button').click()
    await page.waitForLoadState()
  }
}

/** A log-in with another account than the one that is invited. */
async function refuse(service: TestService, origin: string): Promise<string> {
  const { handoff, state } = await pressAccept(service, origin, 'grace@navy.example.com')
  const user = makeUser(service, 'grace.brewster.murray.hopper@private.example.com')
  const { body } = await redeem(service, user, { handoff, state })
  return `${origin}/refused?refusal=${body.refusal}&state=abc`
}

/** A person whose roles take longer than anybody waits: the page that goes nowhere by itself. */
async function join(service: TestService, origin: string): Promise<string> {
  const carriers = await pressAccept(service, origin, 'joan@navy.example.com')
  const user = makeUser(service, 'joan@navy.example.com')
  await redeem(service, user, carriers)
  const [work] = await service.ledger.findRedemptionsOfUser(user.userId)
  const secrets = (service.env.COOKIE_SECRETS ?? '').split(',')
  const sealer = createSealer({ secrets, now: service.clock.now })
  const content = { redemptionId: work?.id ?? '', arrivedAt: service.clock.now() - DAY_SECONDS }
  return `${origin}/joined?view=${await sealer.seal(joinedSeal, content)}`
}

async function pressAccept(service: TestService, origin: string, email: string) {
  const { link } = await service.invite({ invitee: { email } })
  const browser = openBrowser(service.app, { origin })
  const { url } = await browser.submit(await browser.get(link))
  const { searchParams } = new URL(url)
  return { handoff: searchParams.get('ext-invite') ?? '', state: searchParams.get('state') ?? '' }
}
