import { describe, expect, it } from 'vitest'
import type { Switches } from '../../local-tenant/state/switches.ts'
import { situations } from './doors/situation.ts'
import { doors, knock, prepareDoor, table, tableGate } from './doors/table.ts'
import { useGateWorld } from './world/gate-world.ts'

/** A tenant that does otherwise than the local tenant's default. */
interface Variation {
  switches: Partial<Switches>
  /** Doors that end differently there, one word per situation. */
  rows?: Record<string, readonly string[]>
  /** Doors beside the main ones that could. */
  also?: readonly string[]
}

const form = 'database: sign-up form'
const code = 'database: one-time code with implicit sign-up'
const passkey = 'database: sign-up with a passkey'
const imported = 'database: bulk import, then the log-in form'
const twoScreens = 'database: identifier first, in two screens'
const mailed = 'passwordless: code by email'
const mailedByApi = 'passwordless: code by email, through the API'
const workspace = 'social: Google, an account of its own Workspace domain'
const mainDoors = [
  ...[form, mailed, 'social: Google, an address at Gmail'],
  'social: Facebook, an address that is not verified',
  ...['enterprise: OpenID Connect, listed for the domain', 'refresh token'],
]

const never = situations.map(() => 'invitation_required')
/** Nobody comes in, and it is not an Action of ours that says so: the platform offers no such way. */
const nobody = situations.map(() => 'nobody')
const byAddress = table[mailedByApi]?.['invite-only'] ?? []

/** Without state, and with a form that Universal Login adds nothing to, a sign-up brings nothing but its address. */
const bareSignUps = Object.fromEntries(
  [form, twoScreens, passkey, 'database: telephone number and password'].map(door => [door, never]),
)
const withoutState = {
  // No form of a partial there: what has been proven is all that counts, and a code for a database proves nothing yet.
  [code]: never,
  [mailed]: byAddress,
  'passwordless: code by SMS': byAddress,
}

/** Every switch: with what it is tried, or where it is proven if no door depends on it. */
const variations: Record<keyof Switches, Variation | string> = {
  customDomain: 'all doors, below',
  stateInPreRegistration: 'all doors, below',
  loginHintInPreRegistration: { switches: { loginHintInPreRegistration: false } },
  extInviteAfterSocial: { switches: { extInviteAfterSocial: false } },
  extInviteAfterCode: { switches: { extInviteAfterCode: false }, also: [code] },
  metadataWriteFails: { switches: { metadataWriteFails: true } },
  invitationAccepted: 'organizations.test.ts',
  invitationUsesSession: 'organizations.test.ts',
  tenantRolesInOrganizationLogin: 'organizations.test.ts',
  verificationMails: { switches: { verificationMails: false } },
  sessionEndpoints: 'pre-existing-accounts.test.ts',
  actionBuildMs: 'of a deployment, not of a login: local-tenant/deploy.test.ts',
  emptyMetadataInPreRegistration: {
    switches: { emptyMetadataInPreRegistration: true },
    also: ['Management API or dashboard', 'Management API, admitted by an administrator'],
  },
  implicitSignUp: { switches: { implicitSignUp: false }, rows: { [code]: nobody } },
  passkeyPartialScreen: { switches: { passkeyPartialScreen: 'passkeys-enrollment' }, also: [passkey] },
  passwordlessRegistration: {
    switches: { passwordlessRegistration: 'before the code is sent' },
    // There is no code to enter, because none was sent.
    rows: { [mailedByApi]: byAddress.map(word => (word === 'granted' ? word : 'nobody')) },
  },
  fieldsCarriedFromSignupId: { switches: { fieldsCarriedFromSignupId: true }, also: [twoScreens] },
  hostedDomainInIdentity: {
    switches: { hostedDomainInIdentity: false },
    // Without Google's word for it, a Workspace account proves as little as any address elsewhere.
    rows: { [workspace]: table['social: Google, an address elsewhere']?.['invite-only'] ?? [] },
  },
  denyDropsEarlierMetadata: { switches: { denyDropsEarlierMetadata: true } },
  permissionsAssignedInFlow: { switches: { permissionsAssignedInFlow: true } },
  grantDenialError: { switches: { grantDenialError: 'invalid_grant' }, also: ['password grant'] },
  methodsOnRefresh: { switches: { methodsOnRefresh: true } },
  otpGrantProtocol: { switches: { otpGrantProtocol: 'oauth2-password' }, also: [mailedByApi] },
  methodsInOtpGrant: { switches: { methodsInOtpGrant: true }, also: [mailedByApi] },
  passwordResetVerifiesEmail: 'pre-existing-accounts.test.ts',
  passwordResetEndsSessions: 'pre-existing-accounts.test.ts',
  passwordResetEndsRefreshTokens: 'pre-existing-accounts.test.ts',
  identifierFirst: 'a setting, and doors of their own: doors.test.ts',
  importRunsPreRegistration: { switches: { importRunsPreRegistration: true }, rows: { [imported]: nobody } },
  externalUsers: 'who is there, not what the platform does: doors.test.ts',
  triggerTimeoutMs: 'documented',
  managementRateLimit: 'a plan, and a matter of the queue: test/service/management',
  managementFault: 'a fault: pre-existing-accounts.test.ts, organizations.test.ts, test/e2e/outage.test.ts',
  mailFault: 'a fault: test/service/mail',
  partialsInPlan: 'no door: test/deploy',
  planLimits: 'no door: local-tenant/management/plan-limits.test.ts',
}

const world = useGateWorld(tableGate)

/** Somebody in each situation comes to a door; how it ends for each. */
async function knockAt(name: string, switches: Partial<Switches>): Promise<string[]> {
  const door = doors.find(candidate => candidate.name === name)
  if (!door) throw new TypeError(`no door "${name}"`)
  await prepareDoor(world, door)
  await world.tenant.control.setSwitches(switches)
  const words: string[] = []
  for (const situation of situations) {
    const word = await knock(world, door, situation)
    // Anything else is a text of the platform's own, on a form.
    words.push(/^[a-z_]+$/.test(word) ? word : 'nobody')
  }
  return words
}

const expectedOf = (name: string, { rows = {} }: Variation) =>
  rows[name] ?? table[name]?.['invite-only'] ?? []

describe.each<Variation>([
  { switches: { customDomain: false } },
  { switches: { stateInPreRegistration: false }, rows: withoutState },
  {
    switches: { customDomain: false, stateInPreRegistration: false },
    rows: { ...withoutState, ...bareSignUps, 'database: user name without an address': never },
  },
])('S29 every door in a tenant with %j', variation => {
  it.each(doors.map(({ name }) => name))('%s', async name => {
    expect(await knockAt(name, variation.switches)).toEqual(expectedOf(name, variation))
  })
})

const tried = Object.values(variations).filter(variation => typeof variation !== 'string')

describe.each(tried)('the main doors in a tenant with %j', variation => {
  const { switches, rows = {}, also = [] } = variation
  it.each([...mainDoors, ...also, ...Object.keys(rows)])('%s', async name => {
    expect(await knockAt(name, switches)).toEqual(expectedOf(name, variation))
  })
})
