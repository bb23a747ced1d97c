import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inheritedNames } from '../contract/inherited-names.ts'
import { refusalRow } from '../service/ledger/ledger-rows.ts'
import { type CliScene, startCliScene } from './cli-program.ts'

let scene: CliScene
beforeEach(async () => {
  scene = await startCliScene()
})
afterEach(() => scene.close())

const run = (...words: string[]) => scene.run(words)
async function invite(...words: string[]): Promise<{ id: string; invitation_url?: string }> {
  const { stdout, stderr } = await run('invite', ...words, '--json')
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

describe('guestlist', () => {
  it('leads an invitation through its life: invite, list, show, edit, resend, revoke', async () => {
    const { id } = await invite(
      'grace@example.com',
      '--role',
      'Editor',
      '--ttl',
      '2d',
      '--external-id',
      'crm-1',
    )
    const listed = await run('list', '--email', 'grace@example.com', '--role', 'Editor')
    expect(listed).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`${id}  grace@example.com  pending`),
    })

    expect(await run('edit', id, '--role', 'Viewer', '--message', 'Hello')).toMatchObject({ code: 0 })
    const shown = JSON.parse((await run('show', id, '--json')).stdout)
    expect(shown).toMatchObject({ roles: ['Viewer'], message: 'Hello', external_id: 'crm-1' })
    expect(shown.history.map(({ type }: { type: string }) => type)).toEqual(['created', 'updated'])

    await scene.service.clock.advance(120_000)
    expect(await run('resend', id)).toMatchObject({
      code: 0,
      stdout: `Sent ${id} again to grace@example.com\n`,
    })
    expect(await run('revoke', id, '--yes')).toMatchObject({ code: 0, stdout: `Revoked ${id}\n` })
    expect(await run('revoke', id, '--yes')).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('not_pending'),
    })
    expect(await run('list', '--status', 'revoked', '--totals')).toMatchObject({ stderr: '1 in all\n' })
  })

  it('extends, erases, and says who it is and which version', async () => {
    const { id } = await invite('grace@example.com', '--ttl', '1d')
    const extended = await run('extend', id, '--ttl', '20d')
    expect(extended).toMatchObject({ code: 0, stdout: expect.stringContaining(`${id} ends at 20`) })
    const unasked = await run('erase', id)
    expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('say --yes') })
    expect(JSON.parse((await run('show', id, '--json')).stdout).invitee.email).toBe('grace@example.com')
    expect(await run('erase', id, '--yes')).toMatchObject({ code: 0, stdout: `Erased ${id}\n` })
    expect(JSON.parse((await run('show', id, '--json')).stdout).invitee.email).toBeNull()

    const who = JSON.parse((await run('whoami', '--json')).stdout)
    expect(who).toMatchObject({ url: scene.env.GUESTLIST_URL, until: expect.stringMatching(/^20.*Z$/) })
    expect(who.permissions).toContain('create:invitations')
    expect((await run('whoami')).stdout).toContain('may: ')
    const { version } = JSON.parse(await readFile('package.json', 'utf8'))
    expect(await run('--version')).toMatchObject({ code: 0, stdout: `${version}\n` })
    expect((await run('reve', id)).stderr).toContain('There is no command "reve" (revoke?)')
  })

  it('asks before it revokes, and does nothing where nobody can be asked', async () => {
    const { id } = await invite('kim@example.com')
    for (const words of [[id], ['--all-matching', '--email', 'kim@example.com']])
      expect(await run('revoke', ...words)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('--yes'),
      })
    expect(JSON.parse((await run('show', id, '--json')).stdout).status).toBe('pending')
  })

  it.each(inheritedNames.slice(0, 4))(
    'S71 is told by name that metadata cannot have the key %s',
    async name => {
      const { id } = await invite(`${name.replaceAll('_', 'x')}@example.org`)
      const refused = { code: 5, stderr: expect.stringContaining(`The key "${name}" is reserved.`) }
      for (const option of ['app-metadata', 'user-metadata']) {
        const field = option.replace('-', '_')
        for (const [pair, path] of [
          [`${name}=1`, name],
          [`plan={"${name}":{}}`, `plan.${name}`],
        ] as const) {
          const made = await run('invite', 'grace@reserved.example', `--${option}`, pair)
          expect(made).toMatchObject(refused)
          expect(made.stderr).toContain(`${field}.${path}`)
        }
      }
      expect(await run('edit', id, '--app-metadata', `${name}=1`)).toMatchObject(refused)
      expect((await run('list', '--email', 'grace@reserved.example')).stdout).not.toContain('inv_')
    },
  )

  it('prints a link only where it is to be handed out', async () => {
    expect(await invite('katherine@example.com')).not.toHaveProperty('invitation_url')
    const { id, invitation_url } = await invite('annie@example.com', '--link')
    expect(invitation_url).toContain('/i/')
    const renewed = await run('link', id)
    expect(renewed.stdout.trim()).toMatch(/\/i\/[\w-]+\.[\w-]+\.[\w-]+$/)
    expect(renewed.stdout.trim()).not.toBe(invitation_url)
    const shared = await run('invite', '--domain', 'example.org', '--uses', '50')
    expect(shared.stdout).toContain('anybody at example.org  http')
  })

  it('S61 prints a link to deliver to a client that may, and refuses everybody else', async () => {
    const words = ['invite', 'shannon@example.com', '--delivered-by-client']
    expect(await run(...words)).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('deliver:invitations'),
    })
    const token = await scene.service.tenant.issueAccessToken({
      sub: 'shop@clients',
      gty: 'client-credentials',
      permissions: ['create:invitations', 'read:invitations', 'deliver:invitations'],
    })
    const made = await scene.run([...words, '--json'], { ...scene.env, GUESTLIST_TOKEN: token })
    expect(JSON.parse(made.stdout)).toMatchObject({ delivered_by_client: true })
    expect(JSON.parse(made.stdout).invitation_url).toContain('/i/')
    await scene.service.worker.drain()
    expect(scene.service.mails).toEqual([])
  })

  it('takes a number that JSON would change as a text, and says so where it cannot', async () => {
    const long = await invite('number@example.com', '--app-metadata', 'account=1234567890123456789')
    expect(long).toMatchObject({ app_metadata: { account: '1234567890123456789' } })
    const within = await run('invite', 'within@example.com', '--app-metadata', 'a={"b":[1e400]}')
    expect(within).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the number in b.0 cannot be kept'),
    })
  })

  it('goes on after an address that will not do, shows how far it is, and says so in the end', async () => {
    const { code, stdout, stderr } = await run('invite', 'one@example.net', 'nonsense', 'two@example.net')
    expect(stdout.trim().split('\n')).toHaveLength(2)
    expect(stderr).toContain('2 of 3\n')
    expect(stderr).toContain('field invitee.email')
    expect(stderr).toContain('1 of 3 could not be invited.')
    expect(code).toBe(5)
  })

  it('revokes all that match and says how many, but never without a condition', async () => {
    await invite('a@bulk.example', '--external-id', 'bulk')
    await invite('b@bulk.example', '--external-id', 'bulk')
    expect(await run('revoke', '--all-matching')).toMatchObject({ code: 2 })
    const all = await run('revoke', '--all-matching', '--external-id', 'bulk', '--json', '--yes')
    expect(all).toMatchObject({ code: 0, stdout: '{"revoked":2}\n' })
  })

  it('exports as CSV and, for scripts, one JSON object in each line', async () => {
    await invite('katherine@example.com')
    const csv = await run('export', '--email', 'katherine@example.com')
    expect(csv.stdout.split('\n')[1]).toContain('katherine@example.com')
    const { stdout } = await run('export', '--email', 'katherine@example.com', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ invitee: { email: 'katherine@example.com' } })
  })

  it('admits somebody who is there, and makes somebody who is not', async () => {
    const made = await run(
      'admit',
      'mary@example.com',
      '--connection',
      'Username-Password-Authentication',
      '--json',
    )
    const { user_id, is_new } = JSON.parse(made.stdout)
    expect(is_new).toBe(true)
    const user = scene.service.management.users.find(({ userId }) => userId === user_id)
    expect(user?.appMetadata).toEqual({ guestlist: { admitted: true } })

    if (user) user.appMetadata = { guestlist_refused_at: '2026-11-01T00:00:00Z', plan: 'gold' }
    expect(await run('admit', user_id)).toMatchObject({ code: 0, stdout: `Admitted ${user_id}\n` })
    expect(user?.appMetadata).toEqual({
      guestlist: { admitted: true },
      plan: 'gold',
    })
    expect(await run('admit', 'auth0|nobody')).toMatchObject({ code: 4 })
    expect(await run('admit', 'mary@example.com', '--connection', 'x')).toMatchObject({ code: 5 })
  })

  it('removes refused profiles that nobody could miss, and with --dry-run only says so', async () => {
    const { clock, ledger, management } = scene.service
    const createdAt = clock.now()
    management.users.push({
      userId: 'google-oauth2|7',
      email: 'stranger@example.com',
      emailVerified: true,
      phoneNumber: undefined,
      phoneVerified: false,
      blocked: false,
      createdAt: new Date(createdAt),
      loginsCount: 1,
      identities: [{ provider: 'google-oauth2', userId: '7', connection: 'google-oauth2', isSocial: true }],
      appMetadata: {},
      userMetadata: {},
    })
    await ledger.createRefusal(
      refusalRow({
        user_id: 'google-oauth2|7',
        user_created_at: createdAt,
        created_at: createdAt,
        code: 'invitation_required',
      }),
    )
    const left = () => management.users.some(({ userId }) => userId === 'google-oauth2|7')
    expect(await run('refused-profiles')).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('conflict'),
    })
    // Far beyond what the job would still remove by itself.
    await clock.advance(3 * 3_600_000)
    await scene.renewToken()
    expect((await run('refused-profiles', '--dry-run')).stdout).toContain('would remove  google-oauth2|7')
    expect(left()).toBe(true)
    expect((await run('refused-profiles')).stdout).toContain('removed  google-oauth2|7')
    expect(left()).toBe(false)
    expect((await run('refused-profiles')).stdout).toContain('kept  google-oauth2|7')
  })
})

describe('what the program answers', () => {
  it('has help for itself and for every command', async () => {
    const help = await run('--help')
    expect(help.code).toBe(0)
    for (const name of [
      'invite',
      'list',
      'show',
      'edit',
      'resend',
      'revoke',
      'export',
      'admit',
      'refused-profiles',
    ]) {
      expect(help.stdout).toContain(`  ${name} `)
    }
    expect((await run('invite', '--help')).stdout).toContain('--ttl')
  })

  it('tells scripts by its exit code what went wrong', async () => {
    expect(await run()).toMatchObject({ code: 2 })
    expect(await run('conquer')).toMatchObject({ code: 2 })
    expect(await run('list', '--colour')).toMatchObject({ code: 2, stdout: '' })
    expect(await run('show', 'inv_nothing')).toMatchObject({ code: 4 })
    expect(await scene.run(['list'], { ...scene.env, GUESTLIST_TOKEN: 'junk' })).toMatchObject({ code: 3 })
    const nowhere = { ...scene.env, GUESTLIST_URL: 'http://127.0.0.1:9' }
    expect(await scene.run(['list'], nowhere)).toMatchObject({ code: 7 })
    const failed = await run('show', 'inv_nothing', '--json')
    expect(JSON.parse(failed.stderr)).toMatchObject({ error: { code: 'not_found' } })
  })
})

describe('credentials', () => {
  it('come from a profile file that only its owner can read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guestlist-profile-'))
    const file = join(folder, 'profile.json')
    try {
      await writeFile(
        file,
        JSON.stringify({ url: scene.env.GUESTLIST_URL, token: scene.env.GUESTLIST_TOKEN }),
      )
      await chmod(file, 0o644)
      const open = await scene.run(['list', '--profile', file], {})
      expect(open).toMatchObject({ code: 2, stderr: expect.stringContaining('chmod 600') })
      await chmod(file, 0o600)
      expect(await scene.run(['list', '--profile', file], {})).toMatchObject({ code: 0 })
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('are named when they are missing, and never sent over plain http to elsewhere', async () => {
    const missing = await scene.run(['list'], { GUESTLIST_URL: scene.env.GUESTLIST_URL ?? '' })
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('GUESTLIST_CLIENT_SECRET') })
    const plain = await scene.run(['list'], { ...scene.env, GUESTLIST_URL: 'http://example.com' })
    expect(plain).toMatchObject({ code: 2, stderr: expect.stringContaining('GUESTLIST_URL') })
  })
})
