import { createHash } from 'node:crypto'
import { database } from '../world/gate-tenant.ts'
import { authorizeUrl, logIn, openBrowser, password, signUp } from '../world/person.ts'
import { type Door, resultOf, resultOfText } from './door.ts'

const phones = {
  name: 'Phones',
  strategy: 'auth0',
  options: { attributes: { phone_number: { identifier: { active: true }, signup: { status: 'required' } } } },
}
const names = {
  name: 'Names',
  strategy: 'auth0',
  options: {
    attributes: {
      username: { identifier: { active: true }, signup: { status: 'required' } },
      email: { identifier: { active: true }, signup: { status: 'optional' } },
    },
  },
}
const codes = {
  name: 'Codes',
  strategy: 'auth0',
  options: {
    attributes: {
      email: {
        identifier: { active: true, default_method: 'email_otp' },
        signup: { status: 'required' },
      },
    },
    authentication_methods: { email_otp: { enabled: true } },
  },
}
const imported = {
  name: 'Imported',
  strategy: 'auth0',
  options: { enabledDatabaseCustomization: true, import_mode: true },
}
const passkeys = {
  ...imported,
  name: 'Passkeys',
  options: { authentication_methods: { passkey: { enabled: true } } },
}

const toNumber = (n: number) => ({ phone: `+4915${String(n).padStart(9, '0')}` })

/** Databases: forms, codes, passkeys, other identifiers, and the ways around the form. */
export const databaseDoors: Door[] = [
  {
    name: 'database: sign-up form',
    async knock({ world, known, params }) {
      return resultOf(world, await signUp(world, openBrowser(world), known, params))
    },
  },
  {
    name: 'database: identifier first, in two screens',
    switches: { identifierFirst: true },
    async knock({ world, known, params }) {
      const browser = openBrowser(world)
      const first = await browser.open(
        authorizeUrl(world, { screen_hint: 'signup', connection: database, ...params }),
      )
      const second = await browser.submit(first, { email: known })
      return resultOf(world, await browser.submit(second, { password }))
    },
  },
  {
    name: 'database: sign-up with a passkey',
    switches: { identifierFirst: true },
    connections: [passkeys],
    async knock({ world, known, params }) {
      const browser = openBrowser(world)
      const url = authorizeUrl(world, { screen_hint: 'signup', connection: 'Passkeys', ...params })
      const enrollment = await browser.submit(await browser.open(url), { email: known })
      return resultOf(world, await browser.submit(enrollment, { choice: 'passkey' }))
    },
  },
  {
    name: 'database: telephone number and password',
    address: toNumber,
    connections: [phones],
    async knock({ world, known, params }) {
      const browser = openBrowser(world)
      const url = authorizeUrl(world, { screen_hint: 'signup', connection: 'Phones', ...params })
      return resultOf(world, await browser.submit(await browser.open(url), { phone_number: known, password }))
    },
  },
  {
    name: 'database: user name without an address',
    connections: [names],
    async knock({ world, known, params }) {
      const browser = openBrowser(world)
      const url = authorizeUrl(world, { screen_hint: 'signup', connection: 'Names', ...params })
      const username = known.split('@')[0] ?? ''
      return resultOf(world, await browser.submit(await browser.open(url), { username, email: '', password }))
    },
  },
  {
    name: 'database: one-time code with implicit sign-up',
    connections: [codes],
    async knock({ world, known, params }) {
      const browser = openBrowser(world)
      const form = await browser.open(authorizeUrl(world, { connection: 'Codes', ...params }))
      const challenge = await browser.submit(form, { email: known })
      const [mail] = (await world.tenant.control.mails()).filter(({ to }) => to === known)
      const question = await browser.submit(challenge, { code: /\d{6}/.exec(mail?.text ?? '')?.[0] ?? '' })
      return resultOf(world, await browser.submit(question, { choice: 'confirm' }))
    },
  },
  {
    name: 'database: POST /dbconnections/signup, then the log-in form',
    async knock({ world, known, acceptance }) {
      const body = { client_id: 'portal', connection: database, email: known, password }
      const response = await fetch(`${world.tenant.url}/dbconnections/signup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, 'ulp-invite': acceptance?.token ?? '' }),
      })
      const answer = (await response.json()) as { message?: string }
      if (response.status !== 200) return resultOfText(answer.message ?? '')
      return resultOf(world, await logIn(world, openBrowser(world), known))
    },
  },
  {
    name: 'database: lazy migration from another one',
    connections: [imported],
    async knock({ world, known, params }) {
      await world.tenant.control.setSwitches({ externalUsers: [{ email: known, password }] })
      const asked = { connection: 'Imported', ...params }
      return resultOf(world, await logIn(world, openBrowser(world), known, asked))
    },
  },
  {
    name: 'database: bulk import, then the log-in form',
    async knock({ world, known, params }) {
      const value = createHash('sha256').update(password).digest('hex')
      const custom_password_hash = { algorithm: 'sha256', hash: { value, encoding: 'hex' } }
      await world.manage('POST', '/jobs/users-imports', {
        connection_id: 'con_users',
        users: [{ email: known, custom_password_hash }],
      })
      return resultOf(world, await logIn(world, openBrowser(world), known, params))
    },
  },
]
