import { describe, expect, it } from 'vitest'
import {
  acceptInvitation,
  arrive,
  arriveByWaiting,
  heading,
  portalView,
  rolesClaim,
  textOf,
} from './invitee.ts'
import { formError, logIn, prefilledEmail, signUp, testPassword } from './universal-login.ts'
import { useWorld } from './world.ts'

const world = useWorld()

describe('people with a password', () => {
  it('1. invited, signs up with password: in; tokens carry the roles, the tenant has the grant, the ledger says who and when', async () => {
    const { api, stack } = world
    const startedAt = Date.now()
    const id = await world.invite('grace@acme.example', {
      inviter: { name: 'Ada Admin' },
      roles: ['Editor', 'Viewer'],
      app_metadata: { team: 'Compilers' },
      user_metadata: { greeting: 'hello' },
    })
    const { page } = await world.visitor()
    const { link } = await world.mailTo('grace@acme.example')
    await page.goto(link)
    expect(page.url()).toBe(`${stack.urls.service}/i`)
    expect(await textOf(page)).toContain('Ada Admin has invited you to join Portal at Acme.')
    await world.screenshot(page, 'invitation')
    await acceptInvitation(page, link)
    expect(await prefilledEmail(page)).toBe('grace@acme.example')
    await world.screenshot(page, 'sign-up')
    await signUp(page)
    await arriveByWaiting(page, stack.urls.portal)
    await world.screenshot(page, 'portal')

    const { idToken, accessToken } = await portalView(page)
    expect(idToken).toMatchObject({ email: 'grace@acme.example', iss: `${stack.urls.login}/` })
    expect([...(idToken[rolesClaim] as string[])].sort()).toEqual(['Editor', 'Viewer'])
    expect(accessToken).toMatchObject({ sub: idToken.sub, [rolesClaim]: idToken[rolesClaim] })

    const [user] = await world.usersWith('grace@acme.example')
    expect(user).toMatchObject({ user_id: idToken.sub, user_metadata: { greeting: 'hello' } })
    expect(user?.app_metadata).toMatchObject({
      team: 'Compilers',
      guestlist: { admitted: true, invitation: id },
    })
    expect((await world.rolesOf(user?.user_id ?? '')).sort()).toEqual(['Editor', 'Viewer'])

    const { body } = await api.read(id)
    expect(body).toMatchObject({ status: 'accepted', uses: 1, redemptions: [{ user_id: user?.user_id }] })
    const [redemption] = body.redemptions
    expect(redemption?.redeemed_at).toBe(body.accepted_at)
    const { redeemed_at = '', granted_at = '' } = redemption ?? {}
    const instants = [startedAt, Date.parse(redeemed_at), Date.parse(granted_at), Date.now()]
    expect(instants).toEqual([...instants].sort((one, other) => one - other))
  })

  it('2. not invited, signs up with password: refused on the form with our sentence, no user made', async () => {
    const { page } = await world.visitor()
    await page.goto(`${world.stack.urls.portal}/login?screen_hint=signup`)
    await signUp(page, { email: 'mallory@evil.example' })
    expect(await formError(page)).toBe(
      'You need an invitation to join. If you have one, open the link in it.',
    )
    await world.screenshot(page, 'sign-up-refused')
    expect(await world.usersWith('mallory@evil.example')).toEqual([])
  })

  it('5. a person with an account opens an invitation: log-in screen; has the new roles, keeps the old ones and the password', async () => {
    const { management, urls } = world.stack
    const user = await management.call<{ user_id: string }>('POST', '/users', {
      connection: 'Username-Password-Authentication',
      email: 'old@acme.example',
      password: testPassword,
      email_verified: true,
      app_metadata: { guestlist: { admitted: true }, kept: 'yes' },
    })
    const roles = await management.call<{ id: string; name: string }[]>('GET', '/roles')
    const viewer = roles.filter(({ name }) => name === 'Viewer').map(({ id }) => id)
    await management.call('POST', `/users/${encodeURIComponent(user.user_id)}/roles`, { roles: viewer })
    await world.invite('old@acme.example', { roles: ['Editor'] })

    const { page } = await world.visitor()
    const { link } = await world.mailTo('old@acme.example')
    await acceptInvitation(page, link)
    expect(new URL(page.url()).pathname).toBe('/u/login')
    expect(await prefilledEmail(page)).toBe('old@acme.example')
    await logIn(page)
    await arrive(page, urls.portal)

    const { idToken } = await portalView(page)
    expect([...(idToken[rolesClaim] as string[])].sort()).toEqual(['Editor', 'Viewer'])
    expect((await world.rolesOf(user.user_id)).sort()).toEqual(['Editor', 'Viewer'])
    const [after] = await world.usersWith('old@acme.example')
    expect(after?.app_metadata).toMatchObject({ kept: 'yes', guestlist: { admitted: true } })
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByRole('link', { name: 'Log in' }).click()
    await logIn(page, { email: 'old@acme.example', password: testPassword })
    expect(await heading(page)).toContain('Welcome')
  })
})
