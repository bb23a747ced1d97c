import type { RefusalCode } from '../../../contract/refusal.ts'
import type { GateWorld } from '../world/gate-world.ts'
import { databaseDoors } from './database-doors.ts'
import type { Door, Result, Visit } from './door.ts'
import { otherDoors } from './other-doors.ts'
import { passwordlessDoors } from './passwordless-doors.ts'
import { providerDoors } from './provider-doors.ts'
import { type Situation, situate } from './situation.ts'

/** Every way into a tenant. */
export const doors = [...databaseDoors, ...passwordlessDoors, ...providerDoors, ...otherDoors]

export type Mode = 'invite-only' | 'open' | 'observe'
/** `granted`: in, with what the invitation gives. */
export type Expected = 'granted' | 'in' | RefusalCode
/** One per situation: invited and right address, other address, handed out, not invited, expired, revoked, used up. */
export type Row = readonly [Expected, Expected, Expected, Expected, Expected, Expected, Expected]

// Short names, so that the table is one.
const granted = 'granted'
const isIn = 'in'
const mismatch = 'address_mismatch'
const required = 'invitation_required'
const late = 'handoff_expired'
const revoked = 'invitation_revoked'
const used = 'invitation_used'
const before = 'account_unproven'
const stale = 'fresh_login_required'
const open = 'open_invitation'

const otherWay = 'connection_mismatch'

/** With a link that was handed out nobody has anything to bring; a door that proves the address by itself is `proving`. */
const claiming: Row = [granted, mismatch, required, required, late, revoked, used]
const proving: Row = [granted, mismatch, granted, required, late, revoked, used]
/** Nothing can be brought there: a proven address is all that counts, or nothing does. */
const byAddress: Row = [granted, required, granted, required, required, required, required]
/** Nobody's own yet: no stamp says that its invitee has made it, and no address is confirmed. */
const fromBefore: Row = [before, mismatch, required, required, late, revoked, used]
const never: Row = [required, required, required, required, required, required, required]
/** Let in by something else than an invitation, which is given besides where it can be brought. */
const freeBringing: Row = [granted, isIn, isIn, isIn, isIn, isIn, isIn]
const free: Row = [isIn, isIn, isIn, isIn, isIn, isIn, isIn]

/** What is expected of each door, by mode. Where only two are named, observing is as refusing, but for the refusals. */
export const table: Record<string, { 'invite-only': Row; open: Row; observe?: Row }> = {
  'database: sign-up form': { 'invite-only': claiming, open: freeBringing },
  'database: identifier first, in two screens': { 'invite-only': claiming, open: freeBringing },
  'database: sign-up with a passkey': { 'invite-only': claiming, open: freeBringing },
  // The link of a number leads on, but to a code by text message and nothing else.
  'database: telephone number and password': {
    'invite-only': [granted, mismatch, otherWay, required, late, revoked, used],
    open: freeBringing,
  },
  'database: user name without an address': {
    'invite-only': [mismatch, mismatch, required, required, late, revoked, used],
    open: free,
  },
  // Pre-User-Registration is not told that the code has proven the address.
  'database: one-time code with implicit sign-up': { 'invite-only': claiming, open: freeBringing },
  'database: POST /dbconnections/signup, then the log-in form': {
    'invite-only': claiming,
    open: freeBringing,
  },
  'database: lazy migration from another one': { 'invite-only': fromBefore, open: free },
  'database: bulk import, then the log-in form': { 'invite-only': fromBefore, open: free },
  'passwordless: code by email': { 'invite-only': proving, open: freeBringing },
  // What the link of a number leads to.
  'passwordless: code by SMS': {
    'invite-only': proving,
    open: [granted, isIn, granted, isIn, isIn, isIn, isIn],
  },
  'passwordless: code by email, through the API': { 'invite-only': byAddress, open: free },
  'social: Google, an address at Gmail': { 'invite-only': proving, open: freeBringing },
  'social: Google, an account of its own Workspace domain': { 'invite-only': proving, open: freeBringing },
  'social: Google, an address elsewhere': { 'invite-only': claiming, open: freeBringing },
  'social: Facebook, an address that is not verified': { 'invite-only': claiming, open: freeBringing },
  'social: Facebook, without an address': {
    'invite-only': [mismatch, mismatch, required, required, late, revoked, mismatch],
    open: free,
  },
  'social: a provider of its own that asserts anything': { 'invite-only': claiming, open: freeBringing },
  'enterprise: OpenID Connect, listed for the domain': { 'invite-only': proving, open: freeBringing },
  'enterprise: OpenID Connect, listed for another domain': { 'invite-only': claiming, open: freeBringing },
  'enterprise: SAML, not listed': { 'invite-only': claiming, open: freeBringing },
  'social: native, by token exchange': { 'invite-only': byAddress, open: free },
  // It is the making of the user that is refused; once made, the account is one from before.
  'Management API or dashboard': { 'invite-only': never, open: free, observe: free },
  'Management API, admitted by an administrator': { 'invite-only': free, open: free },
  'password grant': { 'invite-only': never, open: free },
  'refresh token': {
    'invite-only': [stale, required, stale, required, required, required, required],
    open: free,
  },
  'silent login': { 'invite-only': [stale, mismatch, stale, required, late, revoked, used], open: free },
  'single sign-on': { 'invite-only': proving, open: freeBringing },
  'device flow': { 'invite-only': never, open: free },
  'linked account, by the identity that has the address': { 'invite-only': proving, open: freeBringing },
  'custom token exchange that makes users': {
    'invite-only': [open, required, open, required, required, required, required],
    open: free,
  },
  'SCIM, then the company’s log-in': { 'invite-only': proving, open: freeBringing },
}

/** What the gate file says besides, in all tests of the table. */
export const tableGate = { enterprise_domains: { 'acme-oidc': ['acme.example'] } }

let number = 0

/** Makes the tenant ready for a door: as just deployed, with what the door needs. */
export async function prepareDoor(world: GateWorld, door: Door): Promise<void> {
  await world.reset()
  await world.tenant.control.setSwitches(door.switches ?? {})
  for (const connection of door.connections ?? []) await world.tenant.control.addConnection(connection)
}

/** Somebody new comes to a door; how it ends, in the words of the table. Anything else is the page's text. */
export async function knock(world: GateWorld, door: Door, situation: Situation): Promise<string> {
  number += 1
  const visit = await situate(world, { door, situation, number })
  const result = await door.knock(visit)
  world.ahead.ms = 0
  if (situation === 'invited, other address' && !(await isUntouched(world, visit)))
    return `${toWord(result)}, and somebody else's invitation was used up`
  return toWord(result)
}

/** S18: a different address uses no invitation up. */
async function isUntouched({ ledger }: GateWorld, { acceptance }: Visit): Promise<boolean> {
  const row = await ledger.findInvitation(acceptance?.invitation ?? '')
  return row?.status === 'pending' && row.uses === 0 && row.generation === 1
}

function toWord(result: Result): string {
  if ('roles' in result) return result.roles.includes('Editor') ? granted : isIn
  return 'refused' in result ? result.refused : result.unknown
}
