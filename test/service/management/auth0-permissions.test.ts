import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../service/log.ts'
import { createManagementApi } from '../../../service/management/auth0-management-api.ts'
import { createManualClock } from '../manual-clock.ts'

const TENANT = 'https://tenant.example'
const API = 'https://guestlist.example/api'
const waiting = { urgency: 'waiting' } as const

function createApi() {
  nock(TENANT).post('/oauth/token').reply(200, { access_token: 'token', expires_in: 86400 })
  return createManagementApi({
    domain: 'tenant.example',
    clientId: 'id',
    clientSecret: 'secret',
    requestsPerSecond: 100,
    clock: createManualClock(Date.now()),
    log: createLog(() => {}),
  })
}

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  const open = nock.pendingMocks()
  nock.cleanAll()
  nock.enableNetConnect()
  expect(open).toEqual([])
})

describe('who may do what, on the wire of the real client', () => {
  it.each([
    ['a user', '/api/v2/users/auth0%7C1/permissions', 'listUserPermissions', 'auth0|1'],
    ['a role', '/api/v2/roles/rol_1/permissions', 'listRolePermissions', 'rol_1'],
  ] as const)('reads the permissions of %s to the last page', async (_, path, request, id) => {
    const management = createApi()
    const all = Array.from({ length: 101 }, (_, n) => ({
      resource_server_identifier: API,
      permission_name: `p${n}`,
      resource_server_name: 'Guestlist API',
      description: '',
    }))
    for (const page of [0, 1])
      nock(TENANT)
        .get(path)
        .query(query => query.page === String(page))
        .reply(200, { total: 101, permissions: all.slice(page * 100, page * 100 + 100) })
    const permissions = await management[request](id, waiting)
    expect(permissions).toHaveLength(101)
    expect(permissions[100]).toEqual({ api: API, name: 'p100' })
  })

  it('assigns all permissions in one request', async () => {
    const management = createApi()
    nock(TENANT)
      .post('/api/v2/users/auth0%7C1/permissions', {
        permissions: [
          { resource_server_identifier: API, permission_name: 'read:invitations' },
          { resource_server_identifier: 'urn:shop', permission_name: 'read:orders' },
        ],
      })
      .reply(201)
    const permissions = [
      { api: API, name: 'read:invitations' },
      { api: 'urn:shop', name: 'read:orders' },
    ]
    await management.assignPermissions('auth0|1', permissions, { urgency: 'grant' })
  })

  it('tells when the tenant does not take them', async () => {
    const management = createApi()
    nock(TENANT)
      .post(/permissions$/)
      .reply(400, { message: 'canary', errorCode: 'invalid_permission' })
    const assigned = management.assignPermissions('auth0|1', [{ api: API, name: 'x' }], { urgency: 'grant' })
    await expect(assigned).rejects.toMatchObject({ code: 'rejected' })
    await expect(assigned).rejects.not.toThrow('canary')
  })

  const grant = { client_id: 'shop', audience: API, scope: ['create:invitations'] }
  const ours = { scopes: ['create:invitations'], isAll: false }

  it.each([
    ['the one it has', [grant], ours],
    ['none, where there is none', [], { scopes: [], isAll: false }],
    ['all, where the grant says so', [{ ...grant, allow_all_scopes: true }], { ...ours, isAll: true }],
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
  ])('reads the scopes of a client: %s', async (_, client_grants, expected) => {
    const management = createApi()
    nock(TENANT)
      .get('/api/v2/client-grants')
      .query(query => query.client_id === 'shop' && query.audience === API)
      .reply(200, { client_grants })
    expect(await management.readClientScopes('shop', API, waiting)).toEqual(expected)
  })

  it.each([{}, '<html>', []])('never takes %j for a client without scopes', async body => {
    const management = createApi()
    nock(TENANT).get('/api/v2/client-grants').query(true).reply(200, body)
    await expect(management.readClientScopes('shop', API, waiting)).rejects.toMatchObject({
      code: 'rejected',
    })
  })
})
