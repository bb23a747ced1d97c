import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '../../../service/base/log.ts'
import { createManagementApi } from '../../../service/management/auth0-management-api.ts'
import type {
  ManagementApi,
  ManagementErrorCode,
  RequestOptions,
  Urgency,
} from '../../../service/management/management-api.ts'
import type { WireFault } from '../../faults/stand-in.ts'
import { createManualClock } from '../manual-clock.ts'
import { everyRequest, requestNames, waiting } from './management-under-test.ts'
import { startScene, stopScenes } from './troubled-tenant.ts'

const CANARY = 'canary-ann@example.com eyJhbGciOiJub25lIn0.canary.'
afterEach(stopScenes)

function answerOf(status: number, errorCode = CANARY): WireFault {
  const body = JSON.stringify({ statusCode: status, error: CANARY, message: CANARY, errorCode })
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body }
}

/** Those that are content when what they name is not there. */
const contentWithout: (keyof ManagementApi)[] = [
  ...(['findUser', 'deleteUser', 'deleteAuthenticationMethod', 'deleteRefreshTokens'] as const),
]
/** Those that the tenant answers without a word. */
const wordless: (keyof ManagementApi)[] = [
  ...(['deleteUser', 'assignRoles', 'assignPermissions'] as const),
  ...(['deleteAuthenticationMethod', 'deleteRefreshTokens'] as const),
]
const wordy = requestNames.filter(name => !wordless.includes(name))

const refusals: [number, string | undefined, ManagementErrorCode][] = [
  [400, 'invalid_body', 'rejected'],
  [403, 'insufficient_scope', 'forbidden'],
  [403, 'insufficient_entitlement', 'forbidden'],
  [408, undefined, 'timeout'],
  [409, 'auth0_idp_error', 'conflict'],
  [409, 'custom_domain_conflict', 'rejected'],
  [500, undefined, 'unreachable'],
  [502, undefined, 'unreachable'],
  [503, undefined, 'unreachable'],
]

/** Bodies of a 200 that answer no request, for each of them at least in one place. */
const garbled = [
  '',
  'null',
  '"x"',
  '{}',
  '{"user_id":"auth0|1","tot',
  '<html>Log in to our Wi-Fi</html>',
  '{"total":1,"roles":{},"permissions":"x","authenticators":1,"ticket":7,"client_grants":0}',
  '{"total":1,"roles":[null],"permissions":[null],"clients":[null],"invitations":[null],"client_grants":[1]}',
  '{"total":2,"roles":[],"permissions":[],"organizations":[],"clients":[],"authenticators":[]}',
  '[null]',
]

describe.each(requestNames)('%s', name => {
  const request = everyRequest[name]

  it('works while nothing is wrong, with one request', async () => {
    const { management, asked, lines } = await startScene()
    await request(management)
    expect(asked()).toHaveLength(1)
    expect(lines).toEqual([])
  })

  it('reduces every refusal to a code, is not repeated, and tells nothing of the answer', async () => {
    const { management, meet, asked, lines } = await startScene()
    for (const [status, error, code] of refusals) {
      lines.length = 0
      meet(answerOf(status, error))
      const before = asked().length
      const failure = await request(management).catch((reason: unknown) => reason)
      const expected = { name: 'ManagementError', code, message: `management api: ${code}` }
      expect(failure, `${status} ${error}`).toMatchObject(expected)
      expect(asked()).toHaveLength(before + 1)
      expect(lines.map(line => JSON.parse(line))).toMatchObject([
        { event: 'management.failed', code, status },
      ])
      expect(`${lines} ${(failure as Error).stack} ${JSON.stringify(failure)}`).not.toContain('canary')
      expect((failure as Error).cause).toBeUndefined()
    }
  })

  it('knows what is not there, and nobody is warned', async () => {
    const { management, meet, lines } = await startScene()
    meet(answerOf(404, 'inexistent_user'))
    const outcome = await request(management).catch((error: { code: string }) => error.code)
    expect(outcome ?? null).toBe(contentWithout.includes(name) ? null : 'not_found')
    expect(lines).toEqual([])
  })

  it('is asked again when the tenant had no time for it, and not before it has', async () => {
    const { management, meet, asked, clock } = await startScene()
    const throttled = { status: 429, headers: { 'retry-after': '2', 'x-ratelimit-remaining': '0' } }
    meet(throttled, throttled)
    const answer = request(management)
    await vi.waitFor(() => expect(asked()).toHaveLength(1))
    await settle(clock, () => clock.pending() === 2)
    await clock.advance(1_999)
    expect(asked()).toHaveLength(1)
    await clock.advance(1)
    await vi.waitFor(() => expect(asked()).toHaveLength(2))
    await settle(clock, () => clock.pending() === 2)
    await clock.advance(2_000)
    await answer
    expect(asked()).toHaveLength(3)
  })

  it('is unreachable when the connection is reset, is not made again by itself, and works the next time', async () => {
    const { management, meet, asked } = await startScene()
    meet('reset')
    await expect(request(management)).rejects.toMatchObject({ code: 'unreachable' })
    expect(asked()).toHaveLength(1)
    // It may have been carried out: for most it makes no difference, and this one says so.
    const again = endOf(request(management))
    await vi.waitFor(() => expect(again()).toBe(name === 'createUser' ? 'conflict' : 'done'))
  })

  it('is given up at its time, connection and all, and answered when the answer comes before', async () => {
    const { management, meet, asked, clock, server } = await startScene()
    meet('held', 'held')
    const late = endOf(request(management))
    await vi.waitFor(() => expect([asked().length, server.holding()]).toEqual([1, 1]))
    await clock.advance(4_999)
    expect(late()).toBe('under way')
    await clock.advance(1)
    expect(late()).toBe('timeout')
    await vi.waitFor(() => expect(server.abandoned()).toBe(1))
    const inTime = endOf(request(management))
    await vi.waitFor(() => expect([asked().length, server.holding()]).toEqual([2, 2]))
    await clock.advance(4_999)
    server.release()
    await vi.waitFor(() => expect(inTime()).toBe(name === 'createUser' ? 'conflict' : 'done'))
    expect(clock.pending()).toBe(0)
  })
})

describe.each(wordy)('an answer to %s', name => {
  const request = everyRequest[name]

  it('that is no answer is never taken for one', async () => {
    const { management, meet, lines } = await startScene()
    for (const body of garbled) {
      meet({ status: 200, headers: { 'content-type': 'application/json' }, body })
      const answer = request(management)
      await expect(answer, body).rejects.toMatchObject({ name: 'ManagementError', code: 'rejected' })
    }
    expect(lines.join()).not.toContain('Wi-Fi')
  })

  it('that breaks off is none', async () => {
    const { management, meet } = await startScene()
    meet('cut')
    await expect(request(management)).rejects.toMatchObject({ code: 'unreachable' })
  })
})

describe('the time of a request', () => {
  it.each<[Urgency, number]>([
    ['waiting', 5_000],
    ['grant', 10_000],
    ['removal', 30_000],
  ])('is that of its urgency: %s, %i ms', async (urgency, timeoutMs) => {
    const { management, meet, asked, clock } = await startScene()
    meet('held')
    const found = endOf(management.findUser('auth0|1', { urgency }))
    await vi.waitFor(() => expect(asked()).toHaveLength(1))
    await clock.advance(timeoutMs - 1)
    expect(found()).toBe('under way')
    await clock.advance(1)
    expect(found()).toBe('timeout')
  })

  it('is the caller’s where the caller says', async () => {
    const { management, meet, asked, clock } = await startScene()
    meet('held')
    const options: RequestOptions = { urgency: 'removal', timeoutMs: 700 }
    const found = endOf(management.findUser('auth0|1', options))
    await vi.waitFor(() => expect(asked()).toHaveLength(1))
    await clock.advance(700)
    expect(found()).toBe('timeout')
  })

  it('is one for all that it takes: a renewed token has what is left of it', async () => {
    const refused = [new Response('{}', { status: 401 })]
    const { management, meet, asked, clock, server } = await startScene(request =>
      request.url.includes('/api/v2/') ? refused.pop() : undefined,
    )
    meet('held', 'held')
    const found = endOf(management.findUser('auth0|1', { urgency: 'waiting', timeoutMs: 1_000 }))
    await vi.waitFor(() => expect([asked().length, server.holding()]).toEqual([1, 1]))
    await clock.advance(600)
    server.release()
    await vi.waitFor(() => expect([asked().length, server.holding()]).toEqual([2, 1]))
    await clock.advance(399)
    expect(found()).toBe('under way')
    await clock.advance(1)
    expect(found()).toBe('timeout')
  })

  it('says that the tenant had no time, where that was why', async () => {
    const { management, meet, asked, clock } = await startScene()
    meet({ status: 429, headers: { 'retry-after': '60' } })
    const found = endOf(management.findUser('auth0|1', waiting))
    await vi.waitFor(() => expect(asked()).toHaveLength(1))
    await settle(clock, () => clock.pending() === 2)
    await clock.advance(5_000)
    expect(found()).toBe('rate_limited')
  })

  it('of one answer is 10 seconds at most, whatever the request may take', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const token = JSON.stringify({ access_token: 'x', expires_in: 60, token_type: 'Bearer' })
    const management = createManagementApi({
      domain: 'tenant.example',
      clientId: 'id',
      clientSecret: 'secret',
      requestsPerSecond: 2,
      clock: createManualClock(),
      log: createLog(() => {}),
      fetch: async (input, init) => {
        if (String(input).endsWith('/oauth/token')) return new Response(token)
        return new Promise((_, reject) => {
          // As fetch does: with the very reason that the request was aborted with.
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
        })
      },
    })
    const found = endOf(management.findUser('auth0|1', { urgency: 'removal' }))
    await vi.advanceTimersByTimeAsync(9_900)
    const before = found()
    await vi.advanceTimersByTimeAsync(200)
    vi.useRealTimers()
    expect([before, found()]).toEqual(['under way', 'timeout'])
  })
})

describe('the token that requests need', () => {
  it.each([
    ['is refused to this client', answerOf(401), 'forbidden'],
    ['is forbidden to it', answerOf(403), 'forbidden'],
    ['cannot be made', answerOf(500), 'unreachable'],
    ['is lost on its way', 'reset' as const, 'unreachable'],
  ])('%s: no request is made, nothing is told, and the next one asks anew', async (_, fault, code) => {
    const { management, meetAtToken, asked, lines } = await startScene()
    meetAtToken(fault)
    const failure = await management.findUser('auth0|1', waiting).catch((reason: unknown) => reason)
    expect(failure).toMatchObject({ code })
    expect(`${lines} ${(failure as Error).stack}`).not.toContain('canary')
    expect(asked()).toEqual([])
    expect(await management.findUser('auth0|1', waiting)).toMatchObject({ userId: 'auth0|1' })
  })

  it('ends with the tenant’s word: the request is made again with another, once', async () => {
    const { management, meet, server, asked } = await startScene()
    meet({ status: 401 })
    expect(await management.findUser('auth0|1', waiting)).toMatchObject({ userId: 'auth0|1' })
    expect(server.requests.filter(name => name.includes('/oauth/token'))).toHaveLength(2)
    meet({ status: 401 }, { status: 401 })
    await expect(management.findUser('auth0|1', waiting)).rejects.toMatchObject({ code: 'forbidden' })
    expect(asked()).toHaveLength(4)
  })
})

describe('what the client is allowed', () => {
  const { scope } = JSON.parse(readFileSync('tenant/grants/Guestlist management.json', 'utf8')) as {
    scope: string[]
  }
  const outcomes = async (granted: string[]) => {
    const { management, tenant } = await startScene()
    const [grant] = tenant.state.client_grants
    if (grant) grant.scope = granted
    const all: [keyof ManagementApi, string][] = []
    for (const name of requestNames) {
      const outcome = await everyRequest[name](management).then(
        () => 'done',
        ({ code }) => code,
      )
      all.push([name, outcome])
    }
    return all.filter(([, outcome]) => outcome === 'forbidden').map(([name]) => name)
  }

  it('in the tenant that we deploy is enough for every request', async () => {
    expect(await outcomes(scope)).toEqual([])
  })

  it('is nothing more than that: without any of it, some request is forbidden', async () => {
    expect(await outcomes([])).toEqual(requestNames)
    // A change of metadata alone needs update:users_app_metadata; of anything else, update:users.
    const needless = []
    for (const left of scope.filter(name => !['update:users', 'read:role_members'].includes(name)))
      if ((await outcomes(scope.filter(name => name !== left))).length === 0) needless.push(left)
    expect(needless).toEqual([])
  })
})

describe('pages', () => {
  const json = { 'content-type': 'application/json' }
  const invitations = Array.from({ length: 250 }, (_, n) => ({
    invitee: { email: `guest${n}@example.com` },
    expires_at: '2026-12-01T00:00:00.000Z',
  }))
  /** Pages of a size of the tenant's own, which says of them what it likes. */
  const paged = (size: number, said: (page: number) => object) => (request: Request) => {
    const url = new URL(request.url)
    if (!url.pathname.endsWith('/invitations')) return undefined
    const page = Number(url.searchParams.get('page'))
    const shown = invitations.slice(page * size, page * size + size)
    return new Response(JSON.stringify({ ...said(page), invitations: shown }), { headers: json })
  }

  it.each([
    ['as many as were asked for', 100, 3, () => ({ limit: 100 })],
    ['without a word about their size', 100, 3, () => ({})],
    ['half as many as were asked for', 50, 6, () => ({ limit: 50 })],
    ['so many that the last one is full', 125, 3, () => ({ limit: 125 })],
    ['whose size is 0', 100, 4, () => ({ limit: 0 })],
    ['whose size is no number', 100, 4, () => ({ limit: 'many' })],
  ])('of invitations, %s, are read to the end, which comes', async (_, size, requests, said) => {
    const { management, asked } = await startScene(paged(size, said))
    const found = await management.listOrganizationInvitees('org_1', waiting)
    expect(found.map(({ email }) => email)).toEqual(invitations.map(({ invitee }) => invitee.email))
    expect(asked()).toHaveLength(requests)
  })

  it('of a list that grows and of one that the tenant cuts smaller are read as it counts them', async () => {
    const roles = Array.from({ length: 130 }, (_, n) => ({ id: `rol_${n}`, name: `Role ${n}` }))
    const { management, asked } = await startScene(request => {
      const url = new URL(request.url)
      if (url.pathname !== '/api/v2/roles') return undefined
      const page = Number(url.searchParams.get('page'))
      const total = page === 0 ? 120 : 130
      const answer = { start: page * 50, limit: 50, total, roles: roles.slice(page * 50, page * 50 + 50) }
      return new Response(JSON.stringify(answer), { headers: json })
    })
    expect(await management.listRoles(waiting)).toEqual(roles)
    expect(asked()).toHaveLength(3)
  })
})

/** How something ended, `under way` until it has. */
function endOf(something: Promise<unknown>): () => string {
  let end = 'under way'
  something.then(
    () => {
      end = 'done'
    },
    ({ code }) => {
      end = code
    },
  )
  return () => end
}

/** Lets what has come in be looked at, until the clock waits as it should. */
async function settle(clock: ReturnType<typeof createManualClock>, isSettled: () => boolean): Promise<void> {
  await vi.waitFor(async () => {
    await clock.advance(0)
    expect(isSettled()).toBe(true)
  })
}
