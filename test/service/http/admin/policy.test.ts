import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { makePerson, openSignedIn } from './administrators.ts'

const eve = {
  userId: 'auth0|eve',
  name: 'Eve',
  email: 'eve@acme.example',
  permissions: ['create:invitations', 'read:invitations', 'grant:metadata'],
}
const file = {
  allowed_domains: ['example.com', '*.acme.example'],
  limits: { per_inviter_per_day: 5, per_tenant_per_day: null },
  roles: { Editor: { grantable_roles: ['Viewer'], metadata_keys: ['order'] }, 'client:shop': {} },
}

let service: TestService
let folder: string
let root: Browser
let asEve: Browser

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guestlist-policy-'))
  const path = join(folder, 'policy.json')
  await writeFile(path, JSON.stringify(file))
  service = await startTestService({ POLICY_FILE: path })
  makePerson(service, eve)
  service.management.rolesOf.set(eve.userId, new Set(['rol_editor']))
  root = await openSignedIn(service)
  asEve = await openSignedIn(service, eve)
})
afterEach(async () => {
  await service.close()
  await rm(folder, { recursive: true })
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('the page about policies', () => {
  test('tells an inviter what they may give, for how long, and what is left of their limits', async () => {
    const { status, text } = await asEve.get('/admin/policy')
    expect(status).toBe(200)
    expect(text).toContain('Roles you can grant Editor Viewer')
    expect(text).toContain('Metadata you can set order')
    expect(text).toContain('Longest lifetime of a personal invitation 30 days')
    expect(text).toContain('5 of 5 left')
  })

  test('counts what was sent', async () => {
    const token = await service.tenant.issueAccessToken({ sub: eve.userId, permissions: eve.permissions })
    const body = { invitee: { email: 'new@example.com' }, roles: ['Viewer'] }
    expect((await service.api('/api/invitations', { body, token })).status).toBe(201)
    expect((await asEve.get('/admin/policy')).text).toContain('4 of 5 left')
  })

  test('tells administrators what holds for everybody', async () => {
    const { text } = await root.get('/admin/policy')
    expect(text).toContain('Roles you can grant Every role')
    expect(text).toContain('Only these domains can be invited example.com *.acme.example')
    expect(text).toContain('Tenant total per day no limit')
    expect(text).toContain('Editor Viewer order none')
    expect(text).toContain('Back end shop none none none')
  })

  test('security: keeps what holds for others from inviters', async () => {
    const { text } = await asEve.get('/admin/policy')
    expect(text).not.toMatch(/Tenant-wide rules|acme\.example \*|Back end shop|may not be invited/)
  })
})
