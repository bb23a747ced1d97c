import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, inject, it } from 'vitest'
import { sentenceFor } from '../../contract/refusal.ts'
import type { DeployedTenant } from '../../scripts/demo/deployed-tenant.ts'
import { acceptInvitation, heading, portalView, rolesClaim } from './invitee.ts'
import { formError, logIn, signUp, testPassword } from './universal-login.ts'
import { useWorld } from './world.ts'

const world = useWorld()
const tryAgain = sentenceFor('service_unavailable')

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await isTrue()); await delay(100))
    expect(Date.now()).toBeLessThan(end)
}

async function rolesWith(email: string): Promise<string[]> {
  const [user] = await world.usersWith(email)
  return user ? await world.rolesOf(user.user_id) : []
}

/** Somebody who has been in for long: made by an administrator, with a password. */
async function seedMember(email: string): Promise<void> {
  await world.stack.management.call('POST', '/users', {
    connection: 'Username-Password-Authentication',
    email,
    password: testPassword,
    email_verified: true,
    app_metadata: { guestlist: { admitted: true } },
  })
}

async function logInAtPortal(email: string) {
  const { page } = await world.visitor()
  await page.goto(`${world.stack.urls.portal}/login`)
  await logIn(page, { email })
  expect(await heading(page)).toContain('Welcome')
  return await portalView(page)
}

describe('outages', () => {
  it('killed between redemption and role assignment, and started again, the service assigns the roles', async () => {
    const { control, service } = world.stack
    const id = await world.invite('killed@acme.example', { roles: ['Editor'] })
    const { page } = await world.visitor()
    await acceptInvitation(page, (await world.mailTo('killed@acme.example')).link)
    await control.setSwitches({ managementFault: { status: 503 } })
    await signUp(page)
    await until(async () => (await world.api.read(id)).body.status === 'accepted')
    // A page that waits would ask a service that is not there.
    await page.close()
    await service.kill()
    await control.setSwitches({ managementFault: null })
    expect(await rolesWith('killed@acme.example')).toEqual([])
    await service.start()
    await until(async () => (await rolesWith('killed@acme.example')).includes('Editor'))
  })

  it('S56 a login interrupted after redemption is admitted at the next plain login, and gets what was promised', async () => {
    const { control } = world.stack
    const id = await world.invite('interrupted@acme.example', {
      roles: ['Editor'],
      app_metadata: { team: 'Compilers' },
    })
    const { page } = await world.visitor()
    await acceptInvitation(page, (await world.mailTo('interrupted@acme.example')).link)
    // The metadata of this login is lost, and nothing can be repaired meanwhile.
    await control.setSwitches({ metadataWriteFails: true, managementFault: { status: 503 } })
    await signUp(page)
    await until(async () => (await world.api.read(id)).body.status === 'accepted')
    await control.setSwitches({ metadataWriteFails: false })
    const [lost] = await world.usersWith('interrupted@acme.example')
    expect(lost?.app_metadata).not.toMatchObject({ guestlist: { admitted: true } })

    const { idToken } = await logInAtPortal('interrupted@acme.example')
    expect(idToken[rolesClaim]).toEqual(['Editor'])
    const [admitted] = await world.usersWith('interrupted@acme.example')
    expect(admitted?.app_metadata).toMatchObject({ team: 'Compilers', guestlist: { admitted: true } })
    await control.setSwitches({ managementFault: null })
    await until(async () => (await rolesWith('interrupted@acme.example')).includes('Editor'))
  })

  it('with the service stopped, invited sign-ups are refused with "try again", uninvited ones as always, and no account is made', async () => {
    const { service, urls } = world.stack
    await world.invite('invited@acme.example')
    const invited = await world.visitor()
    await acceptInvitation(invited.page, (await world.mailTo('invited@acme.example')).link)
    await service.stop()
    await signUp(invited.page)
    expect(await formError(invited.page)).toBe(tryAgain)
    const uninvited = await world.visitor()
    await uninvited.page.goto(`${urls.portal}/login?screen_hint=signup`)
    await signUp(uninvited.page, { email: 'uninvited@acme.example' })
    // Nothing of ours came with it, so nobody has to be asked.
    expect(await formError(uninvited.page)).toBe(sentenceFor('invitation_required'))
    for (const email of ['invited@acme.example', 'uninvited@acme.example'])
      expect(await world.usersWith(email)).toEqual([])
    await service.start()
    await signUp(invited.page)
    await invited.page.getByRole('heading', { name: 'You’re in' }).waitFor()
  })

  it('S57 admitted users log in with every key, secret and service of ours broken', async () => {
    const { control, management, service } = world.stack
    await seedMember('member@acme.example')
    await service.stop()
    for (const action of (await control.snapshot()).actions) {
      const secrets = action.secrets.map(({ name }) => ({ name, value: 'broken' }))
      await management.call('PATCH', `/actions/actions/${action.id}`, { secrets })
      await until(async () => {
        const { status } = await management.call<{ status: string }>('GET', `/actions/actions/${action.id}`)
        return status === 'built'
      })
      await management.call('POST', `/actions/actions/${action.id}/deploy`)
    }
    const { idToken } = await logInAtPortal('member@acme.example')
    expect(idToken).toMatchObject({ email: 'member@acme.example' })
  })

  it('S57 users from before the gate log in with every service of ours broken', async () => {
    const { control, service } = world.stack
    await seedMember('ancient@acme.example')
    const state = await control.snapshot()
    const user = state.users.find(({ email }) => email === 'ancient@acme.example')
    if (!user) throw new Error('expected the seeded user')
    Object.assign(user, { created_at: '2019-05-04T03:02:01.000Z', app_metadata: {} })
    await control.restore(state)
    await service.stop()
    await logInAtPortal('ancient@acme.example')
  })
})

describe('what is kept and printed', () => {
  it('holds no address, token or key of anybody: logs, output, errors, database', async () => {
    const { api, stack, visitor } = world
    const canary = 'canary-7f3a@acme.example'
    await world.invite(canary, { roles: ['Editor'], user_metadata: { note: 'canary-note' } })
    const { link } = await world.mailTo(canary)
    const { page } = await visitor()
    const handoffs: string[] = []
    page.on('request', request => {
      const handoff = new URL(request.url()).searchParams.get('ext-invite')
      if (handoff) handoffs.push(handoff)
    })
    await acceptInvitation(page, link)
    await signUp(page, { email: 'canary-other@acme.example' })
    await formError(page)
    await signUp(page, { email: canary })
    await page.getByRole('heading', { name: 'You’re in' }).waitFor()
    await page.goto(link)

    const { keys } = JSON.parse(
      readFileSync(join(inject('directory'), 'deployed.json'), 'utf8'),
    ) as DeployedTenant
    const token = link.slice(link.lastIndexOf('/') + 1)
    expect(handoffs.length).toBeGreaterThan(0)
    const errors = await provokeErrors(stack.urls.service, canary, token)
    expect(errors.length).toBeGreaterThan(5)
    expect((await api.read('inv_canary-missing')).status).toBe(404)
    const tenantLogs = (await stack.control.snapshot()).logs
    const consoleOfActions = JSON.stringify(
      tenantLogs.map(({ description, details }) => [description, details]),
    )
    const everywhere = [...handoffs, token, ...secretsOf(keys), stack.api.client_secret, testPassword]
    const database = ['', '-wal']
      .map(suffix => join(inject('directory'), `guestlist.db${suffix}`))
      .map(file => (existsSync(file) ? readFileSync(file, 'latin1') : ''))
    // An address belongs into the ledger, and nowhere else.
    expectNone({ database: database.join('') }, everywhere)
    expect(database.join('')).toContain(canary)
    expectNone(
      {
        service: stack.service.output(),
        tenant: stack.tenantOutput() + consoleOfActions,
        errors: errors.join('\n'),
      },
      [...everywhere, 'canary-'],
    )
    expect(stack.service.output()).toContain('"')
  })
})

/** The parts of the service's keys that must stay inside. */
function secretsOf(keys: DeployedTenant['keys']): string[] {
  const signingKeys = [keys.LINK_SIGNING_KEY, keys.HANDOFF_SIGNING_KEY]
  const texts = [keys.ACTION_KEYS, keys.COOKIE_SECRETS].flatMap(list => list.split(','))
  return [...texts, ...signingKeys.map(key => String(JSON.parse(key).d))]
}

function expectNone(places: Record<string, string>, secrets: string[]): void {
  for (const [place, text] of Object.entries(places))
    for (const [index, secret] of secrets.entries())
      expect({ place, index, found: text.includes(secret) }).toEqual({ place, index, found: false })
}

/** Bodies of refusals by every machine endpoint, asked with canaries in all places. */
async function provokeErrors(service: string, canary: string, token: string): Promise<string[]> {
  const json = { 'content-type': 'application/json' }
  const requests: [string, RequestInit][] = [
    ['/api/invitations', { method: 'POST', headers: json, body: `{"${canary}` }],
    [
      '/api/invitations',
      { method: 'POST', headers: { ...json, authorization: `Bearer ${token}` }, body: '{}' },
    ],
    ['/api/invitations/canary-id', { headers: { authorization: `Bearer ${token}` } }],
    ['/actions/admission', { method: 'POST', headers: json, body: JSON.stringify({ email: canary }) }],
    ['/actions/redemption', { method: 'POST', headers: { authorization: `Bearer ${canary}` }, body: canary }],
    [`/i/${token}canary-`, {}],
    ['/callback?error=canary-error&error_description=canary-text&state=canary-state', {}],
    ['/refused?refusal=canary-ticket', {}],
    ['/joined?view=canary-view', {}],
    ['/canary-path', {}],
  ]
  return await Promise.all(
    requests.map(async ([path, init]) => {
      const response = await fetch(`${service}${path}`, { redirect: 'manual', ...init })
      return await response.text()
    }),
  )
}
