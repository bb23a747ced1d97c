import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TenantUser } from '../../../../service/management/management-api.ts'
import { startCliScene } from '../../../cli/cli-program.ts'
import { makeUser } from '../invitee/invitee-flow.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as } from './people.ts'

const address = 'grace@gmail.com'
let service: TestService

beforeEach(async () => {
  service = await startTestService()
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** An account of the address, and what it says about itself. */
function account(provider: string, fields: Partial<TenantUser> = {}, connection = provider): TenantUser {
  const userId = `${provider}|${connection}`
  const isSocial = provider === 'google-oauth2'
  const identities = [{ provider, userId: connection, connection, isSocial }]
  const user = makeUser(service, address, { userId, identities, emailVerified: true, ...fields })
  return user
}

const admit = (body: object) => as(service, 'root').ask('POST', '/api/users/admit', body)
const isAdmitted = ({ userId }: TenantUser) =>
  service.management.users.find(user => user.userId === userId)?.appMetadata.guestlist !== undefined

describe('POST /api/users/admit with an address that has accounts', () => {
  it('admits each of them that has proven it, spelled in any case, and says whom', async () => {
    const accounts = [account('auth0', {}, 'Users'), account('google-oauth2')]
    const { status, body } = await admit({ email: 'Grace@Gmail.com' })
    const ids = accounts.map(({ userId }) => userId)
    expect([status, body]).toEqual([200, { user_id: ids[0], user_ids: ids, is_new: false }])
    expect(accounts.map(isAdmitted)).toEqual([true, true])
  })

  it('takes a refusal away from them, and leaves what is not ours', async () => {
    const { userId } = account('google-oauth2', {
      appMetadata: { guestlist_refused_at: '2026-11-01T00:00:00Z', plan: 'gold' },
    })
    await admit({ email: address })
    const user = service.management.users.find(one => one.userId === userId)
    expect(user?.appMetadata).toEqual({ guestlist: { admitted: true }, plan: 'gold' })
  })

  it.each([
    ['a database account that nobody confirmed', 'auth0', { emailVerified: false }],
    ['a provider that only claims it', 'evil-idp', {}],
  ])('admits none that anybody could have made: %s', async (_, provider, fields) => {
    const impostor = account(provider, fields)
    const { status, body } = await admit({ email: address })
    expect([status, body.error]).toEqual([
      409,
      expect.objectContaining({ code: 'user_exists', message: expect.stringContaining(impostor.userId) }),
    ])
    expect(isAdmitted(impostor)).toBe(false)
    const owner = account('google-oauth2')
    expect((await admit({ email: address })).body.user_ids).toEqual([owner.userId])
    expect(isAdmitted(impostor)).toBe(false)
  })

  it('looks in one database when that is said, and makes nobody beside an account that is there', async () => {
    const [mine, other] = [account('auth0', {}, 'Users'), account('google-oauth2')]
    const { body } = await admit({ email: address, connection: 'Users' })
    expect(body).toEqual({ user_id: mine.userId, user_ids: [mine.userId], is_new: false })
    expect([isAdmitted(mine), isAdmitted(other)]).toEqual([true, false])
  })

  it('says that there is none, and makes none unless it is told where', async () => {
    expect((await admit({ email: 'nobody@example.com' })).status).toBe(404)
    expect((await admit({ connection: 'Users' })).status).toBe(422)
  })
})

describe('guestlist admit', () => {
  it('takes a list: ids and addresses, also from a file', async () => {
    const scene = await startCliScene()
    try {
      const users = ['a', 'b', 'c'].map(id =>
        makeUser(scene.service, `${id}@example.com`, {
          userId: `auth0|${id}`,
          emailVerified: true,
          identities: [{ provider: 'auth0', userId: id, connection: 'Users', isSocial: false }],
        }),
      )
      const file = join(tmpdir(), `guestlist-admit-${process.pid}.txt`)
      await writeFile(file, 'b@example.com\n\nauth0|c\n')
      expect(await scene.run(['admit', 'auth0|a', '--file', file])).toMatchObject({
        code: 0,
        stdout: 'Admitted auth0|a\nAdmitted auth0|b\nAdmitted auth0|c\n',
      })
      expect(users.map(({ appMetadata }) => appMetadata)).toEqual(
        Array(3).fill({ guestlist: { admitted: true } }),
      )
      expect(await scene.run(['admit'])).toMatchObject({ code: 2 })
      expect(await scene.run(['admit', '--file', '/nowhere'])).toMatchObject({ code: 2 })
    } finally {
      await scene.close()
    }
  })
})
