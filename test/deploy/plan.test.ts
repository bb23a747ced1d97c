import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TenantState } from '../../local-tenant/state.ts'
import { deployTenant } from '../../scripts/deploy/deploy-tenant.ts'
import { generateKeys } from '../../scripts/keys.ts'
import { gateText } from '../contract/gate-fixture.ts'
import { apiAudience, createDeployWorld, type DeployWorld, type LivedInTenant } from './deploy-world.ts'
import { addAction, addClient, addConnection, addRole, addShop } from './tenants/furniture.ts'
import { settled } from './whole-state.ts'

const furnishNothing = () => undefined

const world = (furnish: (state: TenantState) => void, rest: Partial<LivedInTenant> = {}) =>
  createDeployWorld({ title: 'for one test', furnish, ...rest })

/** Why a deployment has not begun, and that it has not. */
async function refusal(of: DeployWorld): Promise<string> {
  const before = settled(of.state())
  const error = await of.deploy().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'DeployError' })
  expect(settled(of.state())).toEqual(before)
  expect(existsSync(of.folder.directory)).toBe(false)
  return (error as Error).message
}

describe('what has only the name of ours', () => {
  const foreign = (state: TenantState) => {
    addClient(state, 'Guestlist', { callbacks: ['https://nightclub.example/callback'] })
    addRole(state, 'Inviter', ['write:orders'])
    addAction(state, 'Guestlist Post-Login', 'post-login')
    state.resource_servers.push({ id: 'api_x', identifier: apiAudience, name: 'Orders', scopes: [] })
  }

  it('stops the deployment before the first write, all of it at once', async () => {
    const message = await refusal(await world(foreign))
    for (const title of [
      `API ${apiAudience}`,
      'application "Guestlist"',
      'Action "Guestlist Post-Login"',
      'role "Inviter"',
    ])
      expect(message).toContain(`${title} exists and is not known as Guestlist's`)
  })

  it('is changed only where the operator has adopted it by name, and is as before after undoing', async () => {
    const adopt = ['Guestlist', 'Inviter', apiAudience]
    const of = await world(
      state => {
        addShop(state)
        addClient(state, 'Guestlist', {
          callbacks: ['https://nightclub.example/callback'],
          description: 'Door',
        })
        addRole(state, 'Inviter', ['write:orders'])
        const scopes = [{ value: 'read:doors', description: 'See doors' }]
        state.resource_servers.push({
          id: 'api_x',
          identifier: apiAudience,
          name: 'Orders',
          scopes,
          token_lifetime: 60,
        })
      },
      { choices: { adopt } },
    )
    const before = of.state()
    await of.deploy()
    const after = of.state()
    const named = (state: TenantState, name: string) => state.clients.filter(client => client.name === name)
    expect(named(after, 'Guestlist')).toHaveLength(1)
    expect(named(after, 'Guestlist')).toMatchObject([
      {
        callbacks: expect.not.arrayContaining(['https://nightclub.example/callback']),
        client_metadata: { team: 'shop' },
      },
    ])
    expect(after.role_permissions.rol_Inviter).toHaveLength(5)
    const api = after.resource_servers.find(({ identifier }) => identifier === apiAudience)
    expect(api).toMatchObject({
      name: 'Orders',
      scopes: expect.arrayContaining([{ value: 'read:doors', description: 'See doors' }]),
    })
    const shown = of.lines.join('\n')
    expect(shown).toContain('CHANGED  application "Guestlist"')
    expect(shown).toMatch(
      /callbacks: https:\/\/nightclub.example\/callback\n +-> {2}https:\/\/guestlist.acme.example/,
    )
    await of.undeploy()
    const known = (state: TenantState) => ({
      clients: named(state, 'Guestlist').map(
        ({ callbacks, description, client_metadata, client_secret }) => ({
          callbacks,
          description,
          client_metadata,
          client_secret,
        }),
      ),
      permissions: state.role_permissions.rol_Inviter,
      roles: state.roles,
      actions: state.actions,
      scopes: state.resource_servers.find(({ identifier }) => identifier === apiAudience)?.scopes,
      lifetime: state.resource_servers.find(({ identifier }) => identifier === apiAudience)?.token_lifetime,
    })
    expect(known(of.state())).toEqual(known(before))
  })

  it('is left alone when there are two of the name, adopted or not', async () => {
    const twins = (state: TenantState) => {
      addClient(state, 'Guestlist')
      addClient(state, 'Guestlist')
    }
    expect(await refusal(await world(twins, { choices: { adopt: ['Guestlist'] } }))).toContain(
      'application "Guestlist" exists 2 times',
    )
  })

  it('is never taken for ours by its name when ours has another name by now', async () => {
    const of = await world(furnishNothing)
    await of.deploy()
    const ours = of.tenant.state.clients.find(({ name }) => name === 'Guestlist')
    if (ours) ours.name = 'Doorman'
    addClient(of.tenant.state, 'Guestlist')
    await of.deploy()
    expect(of.state().clients.find(({ name }) => name === 'Guestlist')?.client_metadata).toEqual({
      team: 'shop',
    })
    await of.undeploy()
    expect(of.state().clients.map(({ name }) => name)).toContain('Guestlist')
    expect(of.state().clients.map(({ name }) => name)).not.toContain('Doorman')
  })
})

describe('a deployment stops before the first write', () => {
  const partial = (length: number) => (state: TenantState) => {
    state.partials = { signup: { signup: { 'form-content-end': 'x'.repeat(length) } } }
  }

  it('when a form would have more than Auth0 takes, and says by how much', async () => {
    expect(await refusal(await world(partial(9_990)))).toMatch(
      /forms of signup, signup, form-content-end: 10\d\d\d characters .* Auth0 takes 10000; shorten yours by \d+/,
    )
    const { length } = readFileSync('tenant/merged/handoff.liquid', 'utf8').trim()
    expect(await (await world(partial(10_000 - length - 1))).deploy()).toBe('deployed')
    expect(await refusal(await world(partial(10_000 - length)))).toContain('shorten yours by 1')
  })

  it('when a trigger has no room for our Action', async () => {
    const full = (state: TenantState) => {
      for (let index = 0; index < 20; index++) addAction(state, `Action ${index}`, 'post-login')
    }
    expect(await refusal(await world(full))).toContain('20 are bound, and a trigger can have 20')
  })

  it('when a connection is named that is not there, and says which are', async () => {
    const furnish = (state: TenantState) => addConnection(state, { name: 'Kunden', strategy: 'auth0' })
    const choices = { connections: ['Customers'], openSignUp: ['Users'] }
    const message = await refusal(await world(furnish, { choices, gate: 'invite-only' }))
    expect(message).toContain('there is no connection "Customers" of that kind (there are: Kunden)')
    expect(message).toContain('there is no connection "Users" of that kind (there are: Kunden)')
  })

  it('when it is told to open a sign-up behind a gate that refuses nobody', async () => {
    const furnish = (state: TenantState) =>
      addConnection(state, { name: 'Staff', strategy: 'auth0', options: { disable_signup: true } })
    expect(await refusal(await world(furnish, { choices: { openSignUp: ['Staff'] } }))).toContain(
      'sign-up of "Staff": the gate is "observe" and refuses nobody',
    )
  })

  it('when something is bound that is no Action and would be lost', async () => {
    const of = await world(state => addAction(state, 'Audit', 'post-login'))
    of.tenant.state.bindings.push({
      id: 'b',
      trigger_id: 'post-login',
      action_id: 'gone',
      display_name: 'Partner',
    })
    await expect(of.deploy()).rejects.toThrow('would be lost')
  })

  it('when the backup cannot be written', async () => {
    const of = await world(furnishNothing)
    const before = of.state()
    const folder = { ...of.folder, backups: join('/dev/null', 'backups') }
    await expect(of.deploy({ folder })).rejects.toThrow(
      /^Nothing has been changed: the backup cannot be written/,
    )
    expect(of.state().clients).toEqual(before.clients)
  })

  it('when the operator says no', async () => {
    const of = await world(furnishNothing)
    const before = settled(of.state())
    expect(await of.deploy({ confirm: async () => false })).toBe('declined')
    expect(settled(of.state())).toEqual(before)
    expect(existsSync(of.folder.directory)).toBe(false)
  })
})

describe('a deployment', () => {
  it('goes on without fields on forms where only writing them shows that the plan has none', async () => {
    const of = await world(furnishNothing)
    of.disturb(({ method, url }) =>
      method === 'PUT' && url.includes('/partials')
        ? { status: 403, headers: {}, text: '{"errorCode":"insufficient_entitlement","message":"Upgrade"}' }
        : undefined,
    )
    expect(await of.deploy()).toBe('deployed')
    expect(of.lines.join('\n')).toContain('skipped  forms of signup')
  })

  it.each([
    [
      'a flow',
      '/actions/triggers/post-login/bindings',
      (state: TenantState) => addAction(state, 'New', 'post-login'),
    ],
    [
      'a form',
      '/prompts/signup/partials',
      (state: TenantState) => {
        state.partials.signup = { signup: { 'form-footer-end': 'new' } }
      },
    ],
  ])('does not overwrite %s that somebody has changed since it was read', async (_, path, change) => {
    const of = await world(state => addAction(state, 'Audit', 'post-login'))
    let looks = 0
    of.disturb(({ method, url }) => {
      if (method === 'GET' && url.includes(path) && ++looks === 2) change(of.tenant.state)
      return undefined
    })
    await expect(of.deploy()).rejects.toThrow('somebody has changed it since it was read')
    of.disturb(undefined)
    await of.deploy()
    expect(JSON.stringify(of.state())).toMatch(/"New \(do not touch\)"|"form-footer-end":"new"/)
  })

  it('writes a backup that only its owner can read, before anything else, and without secrets', async () => {
    const of = await world(
      state => {
        const shop = addShop(state)
        const options = { client_secret: 'google-secret', disable_signup: true }
        addConnection(state, { name: 'Customers', strategy: 'auth0', options, clients: [shop] })
        addAction(state, 'Audit', 'post-login')
      },
      { choices: { connections: ['Customers'], openSignUp: ['Customers'] }, gate: 'invite-only' },
    )
    of.disturb(({ method, url }) => (method !== 'GET' && url.includes('/api/v2/') ? 'killed' : undefined))
    await expect(of.deploy()).rejects.toThrow('Stopped at')
    const [name = ''] = readdirSync(of.folder.backups)
    const file = join(of.folder.backups, name)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const text = readFileSync(file, 'utf8')
    expect(JSON.parse(text).entries).toEqual(
      expect.arrayContaining([
        { kind: 'application', key: 'Guestlist', before: null },
        { kind: 'sign_up', key: 'Customers', before: { disable_signup: true } },
        { kind: 'bindings', key: 'post-login', before: [expect.objectContaining({ action_name: 'Audit' })] },
      ]),
    )
    expect(text).not.toMatch(/secret of|google-secret|crm-secret|mail-secret/)
  })

  it('never asks for secrets of applications', async () => {
    const of = await world(addShop)
    const seen: string[] = []
    of.disturb(({ url }) => {
      if (url.includes('/clients?')) seen.push(url)
      return undefined
    })
    await of.deploy()
    expect(seen.length).toBeGreaterThan(0)
    for (const url of seen)
      expect(url).toContain('fields=client_secret,signing_keys,encryption_key&include_fields=false')
  })

  it("says field by field what changes, what stays, and nothing about what is not Guestlist's", async () => {
    const of = await world(
      state => {
        addShop(state)
        addAction(state, 'Audit', 'post-login')
        addConnection(state, { name: 'Customers', strategy: 'auth0', options: { disable_signup: true } })
      },
      { choices: { connections: ['Customers'] } },
    )
    await of.deploy()
    const shown = of.lines.join('\n')
    expect(shown).toContain('NEW      application "Guestlist"\n')
    expect(shown).toContain('           callbacks: https://guestlist.acme.example/callback, ')
    expect(shown).toMatch(
      /CHANGED {2}Actions of post-login\n +order: Audit\n +-> {2}Guestlist Post-Login, Audit\n/,
    )
    expect(shown).toContain('NOTE     Sign-up of "Customers" is closed and stays so')
    expect(shown).not.toMatch(/Shop|should be deleted|Editor|Viewer/)
  })

  it('opens no sign-up when somebody has unbound the gate meanwhile', async () => {
    const of = await world(
      state => addConnection(state, { name: 'Staff', strategy: 'auth0', options: { disable_signup: true } }),
      { choices: { connections: ['Staff'], openSignUp: ['Staff'] }, gate: 'invite-only' },
    )
    of.disturb(({ method, url }) => {
      if (method === 'PATCH' && url.endsWith('/clients')) of.tenant.state.bindings = []
      return undefined
    })
    await expect(of.deploy()).rejects.toThrow('the gate is not bound to pre-user-registration')
    expect(of.state().connections).toMatchObject([{ options: { disable_signup: true } }])
  })

  it('is not called done when the tenant, read back, is not as it was written', async () => {
    const of = await world(furnishNothing)
    of.disturb(({ method, url }) => {
      if (
        method === 'GET' &&
        url.endsWith('/custom-domains') &&
        of.lines.some(line => line.startsWith('done'))
      )
        of.tenant.state.bindings = []
      return undefined
    })
    await expect(of.deploy()).rejects.toThrow(
      /^Read back, the tenant is not as it was written: Actions of pre-user-registration, Actions of post-login\./,
    )
  })

  it('looks up names in the gate before it builds the Actions, among all applications', async () => {
    const of = await world(addShop)
    const exceptions = { applications: ['Shop'], connections: [], client_metadata: 'guestlist_gate' }
    mkdirSync(of.folder.directory, { recursive: true })
    writeFileSync(of.folder.gateFile, gateText({ exceptions }))
    const outcome = await deployTenant({
      folder: of.folder,
      api: of.api(),
      publicUrl: 'https://guestlist.acme.example',
      apiAudience,
      choices: { connections: [], openSignUp: [], adopt: [] },
      mappings: (await generateKeys()).deployment,
      print: () => undefined,
      confirm: async () => true,
      fetch: () => Promise.reject(new Error('nobody is there')),
    })
    expect(outcome).toBe('deployed')
    const action = of.state().actions.find(({ name }) => name === 'Guestlist Post-Login')
    expect(action?.deployed_version?.code).toContain('client-shop')
  })

  it('keeps gate and choices for the next one, and never writes over them', async () => {
    const of = await world(state => addConnection(state, { name: 'Customers', strategy: 'auth0' }), {
      choices: { connections: ['Customers'] },
    })
    await of.deploy()
    expect(JSON.parse(readFileSync(of.folder.gateFile, 'utf8'))).toMatchObject({ mode: 'observe' })
    const kept = readFileSync(of.folder.settingsFile, 'utf8')
    expect(JSON.parse(kept)).toEqual({
      domain: 'localhost:4443',
      public_url: 'https://guestlist.acme.example',
      api_audience: apiAudience,
      connections: ['Customers'],
      open_sign_up: [],
    })
    await of.deploy({ choices: { connections: [], openSignUp: [], adopt: [] } })
    expect(readFileSync(of.folder.settingsFile, 'utf8')).toBe(kept)
  })
})
