import { afterEach, describe, expect, it } from 'vitest'
import { waiting } from './management-under-test.ts'
import { startScene, stopScenes } from './troubled-tenant.ts'

const API = 'https://guestlist.example/api'

afterEach(stopScenes)

/** The client, and what it sends: method, path with query, body. */
async function startRecording() {
  const sent: [string, unknown][] = []
  const scene = await startScene(async request => {
    const { pathname, search } = new URL(request.url)
    const body = await request.clone().text()
    const isForm = request.headers.get('content-type')?.includes('form') ?? false
    const content = body && (isForm ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body))
    sent.push([`${request.method} ${decodeURIComponent(pathname + search)}`, content])
    return undefined
  })
  return { ...scene, sent: () => sent.filter(([name]) => name.includes('/api/v2/')), everything: sent }
}

describe('what is sent to the Management API', () => {
  it('is asked for with the client’s own id and secret, once for many requests', async () => {
    const { management, everything, tenant } = await startRecording()
    await management.findUser('auth0|1', waiting)
    await management.findUser('auth0|1', waiting)
    const [deployer] = tenant.state.clients.filter(({ client_id }) => client_id === 'deployer')
    const tokens = everything.filter(([name]) => name === 'POST /oauth/token')
    expect(tokens).toEqual([
      [
        'POST /oauth/token',
        {
          grant_type: 'client_credentials',
          client_id: 'deployer',
          client_secret: deployer?.client_secret,
          audience: `${tenant.canonicalUrl}/api/v2/`,
        },
      ],
    ])
  })

  it('of a change is all that was asked for in one request, and nothing else', async () => {
    const { management, sent } = await startRecording()
    const metadata = { appMetadata: { a: 1 }, userMetadata: { b: 2 } }
    await management.updateUser('auth0|1', { ...metadata, emailVerified: true }, waiting)
    await management.updateUser('auth0|1', { userMetadata: { c: null } }, waiting)
    await management.updateUser('auth0|1', { profile: { name: 'Ada', given_name: null } }, waiting)
    expect(sent()).toEqual([
      [
        'PATCH /api/v2/users/auth0|1',
        { app_metadata: { a: 1 }, user_metadata: { b: 2 }, email_verified: true },
      ],
      ['PATCH /api/v2/users/auth0|1', { user_metadata: { c: null } }],
      ['PATCH /api/v2/users/auth0|1', { name: 'Ada', given_name: null }],
    ])
  })

  it('of a grant is one request for all roles, and one for all permissions', async () => {
    const { management, sent, tenant } = await startRecording()
    tenant.state.roles.push({ id: 'rol_2', name: 'Viewer' })
    await management.assignRoles('auth0|1', ['rol_1', 'rol_2'], waiting)
    await management.assignPermissions('auth0|1', [{ api: 'urn:api', name: 'read:x' }], waiting)
    const permissions = [{ resource_server_identifier: 'urn:api', permission_name: 'read:x' }]
    expect(sent()).toEqual([
      ['POST /api/v2/users/auth0|1/roles', { roles: ['rol_1', 'rol_2'] }],
      ['POST /api/v2/users/auth0|1/permissions', { permissions }],
    ])
  })

  it('about a new user makes the tenant send no mail', async () => {
    const { management, sent, tenant } = await startRecording()
    const user = { connection: 'Users', email: 'a@example.com', password: 'x', appMetadata: { a: 1 } }
    await management.createUser(user, waiting)
    const { appMetadata: app_metadata, ...rest } = user
    expect(sent()).toEqual([['POST /api/v2/users', { ...rest, app_metadata, verify_email: false }]])
    expect(tenant.state.mails).toEqual([])
  })

  it('about a password says how long its link works, where it leads, and that it proves the address', async () => {
    const { management, tenant, clock } = await startRecording()
    const resultUrl = 'https://guestlist.example/i'
    await management.createPasswordTicket('auth0|1', { ttlSeconds: 90, resultUrl }, waiting)
    expect(tenant.state.tickets).toMatchObject([
      {
        kind: 'password-change',
        user_id: 'auth0|1',
        result_url: resultUrl,
        mark_email_as_verified: true,
        expires_at: new Date(clock.now() + 90_000).toISOString(),
      },
    ])
  })

  it('about clients leaves out everything that the service does not read, their secrets first of all', async () => {
    const { management, sent } = await startRecording()
    await management.listClients(waiting)
    const fields = 'client_id,name,client_metadata,initiate_login_uri,callbacks'
    const [[asked = ''] = []] = sent()
    expect(Object.fromEntries(new URL(asked.split(' ')[1] ?? '', 'https://x').searchParams)).toMatchObject({
      fields,
      include_fields: 'true',
      is_global: 'false',
    })
  })
})

describe('an answer about a user', () => {
  const user = { user_id: 'auth0|1', created_at: '2026-01-01T00:00:00.000Z', identities: [] }

  it.each([
    ['an id', { ...user, user_id: undefined }],
    ['a date of creation', { ...user, created_at: undefined }],
    ['a date that is one', { ...user, created_at: 'yesterday' }],
    ['a list of identities', { ...user, identities: undefined }],
  ])('is none without %s, alone and in a list', async (_, body) => {
    for (const [path, answer] of [
      ['/users/', body],
      ['/users-by-email', [user, body]],
    ] as const) {
      const { management } = await startScene(({ url }) =>
        url.includes(path) ? new Response(JSON.stringify(answer)) : undefined,
      )
      const found = path === '/users/' ? management.findUser('auth0|1', waiting) : undefined
      await expect(found ?? management.findUsersByEmail('x', waiting)).rejects.toMatchObject({
        code: 'rejected',
      })
    }
  })

  it('with these two alone is an account that proves nothing', async () => {
    const { management } = await startScene(({ url }) =>
      url.includes('/users/') ? new Response(JSON.stringify({ ...user, email_verified: 'yes' })) : undefined,
    )
    expect(await management.findUser('auth0|1', waiting)).toEqual({
      userId: 'auth0|1',
      email: undefined,
      emailVerified: false,
      phoneNumber: undefined,
      phoneVerified: false,
      blocked: false,
      createdAt: new Date('2026-01-01T00:00:00.000Z'),
      loginsCount: 0,
      identities: [],
      appMetadata: {},
      userMetadata: {},
      profile: {},
    })
  })
})

describe('scopes of a client', () => {
  const grant = { client_id: 'shop', audience: API, scope: ['create:invitations'] }
  const ours = { scopes: ['create:invitations'], isAll: false }

  it.each([
    ['the one it has', [grant], ours],
    ['none, where there is none', [], { scopes: [], isAll: false }],
    ['all, where the grant says so', [{ ...grant, allow_all_scopes: true }], { ...ours, isAll: true }],
    ['none of a grant without any', [{ ...grant, scope: undefined }], { scopes: [], isAll: false }],
    [
      'its own and not those of its users',
      [
        { ...grant, subject_type: 'client' },
        { ...grant, scope: ['grant:any'], subject_type: 'user' },
      ],
      ours,
    ],
    [
      'not those of others, whatever the list holds',
      [
        grant,
        { ...grant, client_id: 'other', allow_all_scopes: true },
        { ...grant, audience: 'https://other.example', scope: ['grant:any'] },
      ],
      ours,
    ],
  ])('are %s', async (_, client_grants, expected) => {
    const { management } = await startScene(({ url }) =>
      url.includes('/client-grants') ? new Response(JSON.stringify({ client_grants })) : undefined,
    )
    expect(await management.readClientScopes('shop', API, waiting)).toEqual(expected)
  })
})
