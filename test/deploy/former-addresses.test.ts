import { expect, it } from 'vitest'
import { createDeployWorld, publicUrl } from './deploy-world.ts'

const former = 'https://old.acme.example'

const addressesOf = (client: object | undefined) => {
  const { callbacks, allowed_logout_urls } = (client ?? {}) as Record<string, unknown>
  return { callbacks, allowed_logout_urls }
}

it('log-ins come back to a former address until the service has moved', async () => {
  const world = await createDeployWorld({ title: 'moved', furnish: () => undefined })
  await world.deploy({ formerUrls: [former] })
  const withPages = world.state().clients.filter(({ name }) => /^Guestlist( administration)?$/.test(name))
  expect(withPages).toHaveLength(2)
  for (const client of withPages)
    for (const list of Object.values(addressesOf(client)) as string[][]) {
      const paths = (origin: string) =>
        list.filter(text => text.startsWith(origin)).map(text => text.slice(origin.length))
      expect(paths(publicUrl).length).toBeGreaterThan(0)
      expect(paths(former)).toEqual(paths(publicUrl))
    }
})

it('a deployment that no longer names it takes it out of the callbacks, and shows that', async () => {
  const world = await createDeployWorld({ title: 'moved', furnish: () => undefined })
  await world.deploy({ formerUrls: [former] })
  await world.deploy()
  expect(world.lines.join('\n')).toMatch(
    /CHANGED {2}application "Guestlist"[\s\S]+callbacks: .*old\.acme\.example/,
  )
  expect(JSON.stringify(world.state().clients)).not.toContain(former)
})
