import { describe, expect, it } from 'vitest'
import { resolveExceptions } from '../../scripts/deploy/resolve-exceptions.ts'
import { createGate } from '../contract/gate-fixture.ts'

const shopId = 'Zk3GqF1h5cYpT8sWb0N4xJrM7uVaLd2E'
const applications = [
  { client_id: shopId, name: 'Shop' },
  { client_id: 'one', name: 'Portal' },
  { client_id: 'two', name: 'Portal' },
  { client_id: 'three', name: shopId },
]

async function resolve(...entries: string[]) {
  const exceptions = { applications: entries, connections: [], client_metadata: 'guestlist_gate' }
  const { exceptions: resolved } = await resolveExceptions(
    createGate({ exceptions }),
    async () => applications,
  )
  return resolved.applications
}

describe('S73 an excepted application, when the gate is deployed', () => {
  it('is found by its name, if no other one has it', async () => {
    expect(await resolve('Shop', 'two')).toEqual([shopId, 'two'])
  })

  it('is meant by its id, even if another one is called like that', async () => {
    expect(await resolve(shopId)).toEqual([shopId])
  })

  it.each([
    [
      'Portal',
      'exceptions.applications: "Portal" is the name of 2 applications. Write the client id of the one that is meant.',
    ],
    ['shop', 'exceptions.applications: "shop" is neither the client id nor the name of an application.'],
    ['Shop ', 'exceptions.applications: "Shop " is neither the client id nor the name of an application.'],
    ['four', 'exceptions.applications: "four" is neither the client id nor the name of an application.'],
  ])('stops the deployment where %j names none, or several', async (entry, message) => {
    const gate = createGate()
    const exceptions = { ...gate.exceptions, applications: ['Shop', entry] }
    const resolved = resolveExceptions({ ...gate, exceptions }, async () => applications)
    await expect(resolved).rejects.toThrow(message)
  })

  it('asks the tenant nothing where nothing is excepted', async () => {
    const gate = createGate()
    const asked = resolveExceptions(gate, () => Promise.reject(new Error('asked')))
    await expect(asked).resolves.toBe(gate)
  })
})
