import { expect, it } from 'vitest'
import { createInMemoryTenant } from '../in-memory-tenant.ts'
import type { Json } from '../state/state.ts'
import type { Switches } from '../state/switches.ts'

const kinds: [keyof NonNullable<Switches['planLimits']>, string, (name: string) => Json][] = [
  ['clients', '/clients', name => ({ name })],
  ['resource_servers', '/resource-servers', name => ({ identifier: `https://${name}.example`, name })],
  ['connections', '/connections', name => ({ name, strategy: 'auth0' })],
  ['organizations', '/organizations', name => ({ name })],
  ['roles', '/roles', name => ({ name })],
  ['custom_domains', '/custom-domains', name => ({ domain: `${name}.example`, type: 'auth0_managed_certs' })],
]

it.each(kinds)('%s beyond the plan are a 403 insufficient_entitlement', async (kind, path, bodyFor) => {
  const { call, tenant } = createInMemoryTenant()
  tenant.switches.planLimits = { [kind]: 0 }
  expect(await call('POST', path, bodyFor('one'))).toMatchObject({
    status: 403,
    body: { error: 'Forbidden', errorCode: 'insufficient_entitlement' },
  })
  tenant.switches.planLimits = null
  expect((await call('POST', path, bodyFor('one'))).status).toBeLessThan(300)
})

it('counts what is there', async () => {
  const { call, tenant } = createInMemoryTenant()
  tenant.switches.planLimits = { roles: 1 }
  expect((await call('POST', '/roles', { name: 'first' })).status).toBe(200)
  expect((await call('POST', '/roles', { name: 'second' })).status).toBe(403)
})
