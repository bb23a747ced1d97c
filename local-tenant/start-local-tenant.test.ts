import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFreePort } from './free-port.ts'
import { runModule, spawnModule } from './run-module.ts'
import { type LocalTenant, startLocalTenant } from './start-local-tenant.ts'

let directory: string
const running: LocalTenant[] = []

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'local-tenant-'))
})

afterEach(async () => {
  for (const localTenant of running.splice(0)) await localTenant.stop()
  rmSync(directory, { recursive: true })
})

async function start(options: { httpsPort?: number; httpPort?: number } = {}): Promise<LocalTenant> {
  const localTenant = await startLocalTenant({ directory, ...options })
  running.push(localTenant)
  return localTenant
}

/** True when nobody listens there. */
async function isFree(url: string): Promise<boolean> {
  return await fetch(url).then(
    () => false,
    () => true,
  )
}

describe('the local tenant as a process', () => {
  it('runs on Node 22 with a minimal environment, on both of its domains, and is gone after stop', async () => {
    const localTenant = await start()
    expect(localTenant.output()).toBe('tenant ready\n')
    const { httpsStatus, untrusted } = await runModule<{ httpsStatus: number; untrusted: boolean }>(
      `const probe = () => fetch('${localTenant.canonicalUrl}/.well-known/jwks.json')
       console.log(JSON.stringify({ httpsStatus: (await probe()).status }))`,
      { NODE_EXTRA_CA_CERTS: localTenant.caFile },
    ).then(async result => ({ ...result, untrusted: await isFree(`${localTenant.canonicalUrl}/mailbox`) }))
    expect({ httpsStatus, untrusted }).toEqual({ httpsStatus: 200, untrusted: true })
    expect((await fetch(`${localTenant.customUrl}/mailbox`)).status).toBe(200)
    await localTenant.stop()
    expect(await localTenant.ended).toBeTruthy()
    expect(await isFree(`${localTenant.customUrl}/mailbox`)).toBe(true)
  })

  it('keeps its state, certificates and deployer over a restart, on other ports too', async () => {
    const first = await start()
    const state = await first.control.snapshot()
    const deployer = await first.control.deployer()
    const ca = readFileSync(first.caFile, 'utf8')
    await first.control.restore({ ...state, branding: { logo_url: 'https://acme.example/logo.png' } })
    await first.stop()
    const second = await start()
    expect((await second.control.snapshot()).branding).toEqual({ logo_url: 'https://acme.example/logo.png' })
    expect(await second.control.deployer()).toEqual(deployer)
    expect(readFileSync(second.caFile, 'utf8')).toBe(ca)
    expect(JSON.parse(readFileSync(join(directory, 'deployer.json'), 'utf8'))).toEqual({
      domain: new URL(second.canonicalUrl).host,
      client_id: deployer.clientId,
      client_secret: deployer.clientSecret,
    })
  })

  it('takes connections and users of any kind from its control client, and shows it the text messages', async () => {
    const { control, customUrl } = await start()
    const state = await control.snapshot()
    const portal = {
      client_id: 'portal',
      client_secret: 's',
      name: 'Portal',
      token_endpoint_auth_method: 'none',
    }
    await control.restore({ ...state, clients: [...state.clients, portal] })
    const connection = await control.addConnection({ name: 'sms', strategy: 'sms' })
    const known = { connection: 'sms', phone_number: '+15550100', phone_verified: true }
    const user = await control.addUser({
      ...known,
      app_metadata: { plan: 'pro' },
      created_at: '2020-01-01T00:00:00.000Z',
    })
    expect([connection.strategy, user.created_at]).toEqual(['sms', '2020-01-01T00:00:00.000Z'])
    expect(await control.users()).toEqual([user])
    const request = { client_id: 'portal', connection: 'sms', phone_number: '+15550100' }
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(request) }
    expect((await fetch(`${customUrl}/passwordless/start`, init)).status).toBe(200)
    expect(await control.sms()).toMatchObject([{ to: '+15550100' }])
    await control.clearMails()
    expect(await control.sms()).toEqual([])
  })

  it('names the port that is taken and ends with code 2', async () => {
    const port = await findFreePort()
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    const error: Error = await start({ httpPort: port }).then(
      () => new Error('It started.'),
      reason => reason,
    )
    other.close()
    expect(error.message).toContain('ended with code 2')
    expect(error.message).toContain(`Port ${port} of the local tenant is taken`)
  })

  it('ends when the process that started it is killed', async () => {
    const parent = spawnModule(
      `import { startLocalTenant } from './local-tenant/start-local-tenant.ts'
       const { customUrl } = await startLocalTenant({ directory: process.env.DIRECTORY })
       console.log(customUrl)`,
      { DIRECTORY: directory },
    )
    const [line] = await once(parent.stdout.setEncoding('utf8'), 'data')
    const url = `${String(line).trim()}/mailbox`
    expect((await fetch(url)).status).toBe(200)
    parent.kill('SIGKILL')
    await expect.poll(() => isFree(url), { timeout: 5000 }).toBe(true)
    expect(existsSync(join(directory, 'state.json'))).toBe(true)
  })
})

describe('the real ManagementClient of auth0', () => {
  it('logs in with the deployer, makes users, assigns roles, pages, and reads errors', async () => {
    const localTenant = await start()
    const { clientId, clientSecret } = await localTenant.control.deployer()
    const result = await runModule<Record<string, unknown>>(
      `import { ManagementClient } from 'auth0'
       const client = new ManagementClient({ domain: process.env.DOMAIN, clientId: process.env.ID, clientSecret: process.env.SECRET, maxRetries: 0 })
       await client.connections.create({ name: 'Users', strategy: 'auth0' })
       const user = await client.users.create({ connection: 'Users', email: 'a@example.com', password: 'x', verify_email: false })
       const role = await client.roles.create({ name: 'Editor' })
       await client.users.roles.assign(user.user_id, { roles: [role.id] })
       await client.users.update(user.user_id, { app_metadata: { a: 1 }, email_verified: true })
       const names = []
       for await (const { name } of await client.users.roles.list(user.user_id)) names.push(name)
       const read = await client.users.get(user.user_id)
       const byEmail = await client.users.listUsersByEmail({ email: 'a@example.com' })
       const ticket = await client.tickets.changePassword({ user_id: user.user_id })
       const organization = await client.organizations.create({ name: 'acme' })
       await client.organizations.members.create(organization.id, { members: [user.user_id] })
       await client.organizations.members.roles.assign(organization.id, user.user_id, { roles: [role.id] })
       const memberships = []
       for await (const { name } of await client.users.organizations.list(user.user_id)) memberships.push(name)
       await client.users.sessions.delete(user.user_id)
       await client.users.delete(user.user_id)
       const missing = await client.users.get(user.user_id).catch(error => ({ statusCode: error.statusCode, errorCode: error.body?.errorCode }))
       console.log(JSON.stringify({ names, read, found: byEmail.length, ticket: ticket.ticket, memberships, missing }))`,
      {
        NODE_EXTRA_CA_CERTS: localTenant.caFile,
        DOMAIN: new URL(localTenant.canonicalUrl).host,
        ID: clientId,
        SECRET: clientSecret,
      },
    )
    expect(result).toMatchObject({
      names: ['Editor'],
      read: { email: 'a@example.com', email_verified: true, app_metadata: { a: 1 } },
      found: 1,
      ticket: expect.stringContaining(`${localTenant.customUrl}/u/reset-verify?ticket=`),
      memberships: ['acme'],
      missing: { statusCode: 404, errorCode: 'inexistent_user' },
    })
    expect(await localTenant.control.users()).toEqual([])
    expect(await localTenant.control.requests()).toMatchObject({
      'POST /oauth/token': 1,
      'POST /api/v2/users/:id/roles': 1,
    })
  })
})
