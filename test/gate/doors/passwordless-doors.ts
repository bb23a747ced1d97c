import type { GateWorld } from '../world/gate-world.ts'
import { askForToken, authorizeUrl, openBrowser } from '../world/person.ts'
import { type Door, resultOf, resultOfToken, type Visit } from './door.ts'

const toNumber = (n: number) => ({ phone: `+4916${String(n).padStart(9, '0')}` })

async function codeFor({ tenant }: GateWorld, to: string): Promise<string> {
  const sent = [...(await tenant.control.mails()), ...(await tenant.control.sms())]
  return /\d{6}/.exec(sent.find(message => message.to === to)?.text ?? '')?.[0] ?? ''
}

/** In Universal Login. */
function enterCode(connection: 'email' | 'sms', field: string) {
  return async ({ world, known, params }: Visit) => {
    const browser = openBrowser(world)
    const form = await browser.open(authorizeUrl(world, { connection, ...params }))
    const asked = await browser.submit(form, { [field]: known })
    return resultOf(world, await browser.submit(asked, { code: await codeFor(world, known) }))
  }
}

/** Passwordless connections: the code proves the address. */
export const passwordlessDoors: Door[] = [
  { name: 'passwordless: code by email', knock: enterCode('email', 'email') },
  { name: 'passwordless: code by SMS', address: toNumber, knock: enterCode('sms', 'phone_number') },
  {
    name: 'passwordless: code by email, through the API',
    async knock({ world, known }) {
      const client = { client_id: 'portal', client_secret: 'secret of portal' }
      await fetch(`${world.tenant.url}/passwordless/start`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...client, connection: 'email', send: 'code', email: known }),
      })
      const otp = await codeFor(world, known)
      const grant_type = 'http://auth0.com/oauth/grant-type/passwordless/otp'
      const grant = { grant_type, realm: 'email', username: known, otp, scope: 'openid' }
      return resultOfToken(await askForToken(world, grant))
    },
  },
]
