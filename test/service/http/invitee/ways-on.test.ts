import { expect, it } from 'vitest'
import { type RefusalCode, refusalCodes } from '../../../../contract/refusal.ts'
import { decideWaysOn, type Held } from '../../../../service/http/invitee/decide-ways-on.ts'

const open = 'open_again'
const code = 'enter_code'
const account = 'another_account'
const signUp = 'sign_up_again'
const logIn = 'log_in_again'

/** By code: the ways on where the browser holds a live invitation, one that is over, none. */
const table: Record<RefusalCode, readonly [string[], string[], string[]]> = {
  invitation_required: [[account], [account, code], [account, code]],
  open_invitation: [
    [open, account],
    [code, account],
    [code, account],
  ],
  address_mismatch: [[account], [account], [account]],
  account_unproven: [
    [open, account],
    [code, account],
    [code, account],
  ],
  account_removed: [[signUp], [signUp], [signUp]],
  account_needs_person: [[account], [account], [account]],
  login_outdated: [[logIn], [logIn], [logIn]],
  fresh_login_required: [
    [open, logIn],
    [code, logIn],
    [code, logIn],
  ],
  account_check_pending: [
    [open, account],
    [code, account],
    [code, account],
  ],
  connection_mismatch: [
    [open, account],
    [code, account],
    [code, account],
  ],
  handoff_expired: [
    [open, account],
    [code, account],
    [code, account],
  ],
  invitation_replaced: [
    [code, account],
    [code, account],
    [code, account],
  ],
  invitation_expired: [[open, account], [open, account], [account]],
  invitation_revoked: [[account], [account], [account]],
  invitation_declined: [[account], [account], [account]],
  invitation_used: [[account], [account], [account]],
  inviter_not_allowed: [[account], [account], [account]],
  account_exists: [[account], [account], [account]],
  service_unavailable: [
    [open, account],
    [code, account],
    [code, account],
  ],
  gate_misconfigured: [
    [open, account],
    [code, account],
    [code, account],
  ],
  event_unreadable: [
    [open, account],
    [code, account],
    [code, account],
  ],
}
const held: Held[] = ['live', 'over', 'nothing']

it.each(refusalCodes)('%s has its ways on, whatever invitation the browser holds', refusal => {
  expect(held.map(state => decideWaysOn(refusal, state))).toEqual(table[refusal])
})
