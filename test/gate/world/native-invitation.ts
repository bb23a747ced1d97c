import type { GateWorld } from './gate-world.ts'

/** An organization of the gate's tests, once somebody was invited to it. */
export const acme = 'org_acme'

/** Acme offers the database, and has invited somebody by Auth0's own means; resolves with what its link holds. */
export async function inviteNatively(world: GateWorld, email: string) {
  const state = await world.tenant.control.snapshot()
  state.organizations.push({ id: acme, name: 'acme', display_name: 'Acme' })
  const users = state.connections.find(({ name }) => name === 'Users')
  state.organization_connections[acme] = [
    {
      connection_id: users?.id ?? '',
      assign_membership_on_login: false,
      is_signup_enabled: false,
      show_as_button: true,
    },
  ]
  await world.tenant.control.restore(state)
  const { body } = await world.manage('POST', `/organizations/${acme}/invitations`, {
    inviter: { name: 'Grace' },
    invitee: { email },
    client_id: 'portal',
    send_invitation_email: false,
  })
  const link = new URL((body as { invitation_url: string }).invitation_url)
  return { organization: acme, invitation: link.searchParams.get('invitation') ?? '' }
}
