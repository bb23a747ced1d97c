import { readFile } from 'node:fs/promises'
import type { RefusalCode } from '../../../contract/refusal.ts'

/** `shown`, or why nobody can meet a code there. */
export type Cell = 'shown' | `never: ${string}`

/** Where a refusal is met: on a form of the tenant, on our page, or by an application that has no page in between. */
interface Surfaces {
  form: Cell
  page: Cell
  application: Cell
}

const everywhere: Surfaces = { form: 'shown', page: 'shown', application: 'shown' }
const atLogin = (reason: string): Surfaces => ({
  form: `never: ${reason}`,
  page: 'shown',
  application: 'shown',
})

/** Every code, on every surface. */
export const cells: Record<RefusalCode, Surfaces> = {
  invitation_required: everywhere,
  open_invitation: atLogin('a sign-up has not proven its address yet'),
  address_mismatch: everywhere,
  account_unproven: atLogin('it is about an account that exists'),
  account_removed: atLogin('it is about an account that exists'),
  account_needs_person: atLogin('it is about an account that exists'),
  login_outdated: atLogin('a sign-up is younger than any account'),
  fresh_login_required: atLogin('a sign-up is as fresh as can be'),
  account_check_pending: atLogin('it is about an account that exists'),
  connection_mismatch: everywhere,
  handoff_expired: everywhere,
  invitation_replaced: everywhere,
  invitation_expired: {
    form: 'never: the page of the invitation says it before there is a handoff; later it is handoff_expired',
    page: 'never: likewise',
    application: 'never: likewise',
  },
  invitation_revoked: everywhere,
  invitation_declined: everywhere,
  invitation_used: everywhere,
  inviter_not_allowed: atLogin('inviters are judged at Accept and when the invitation is used'),
  account_exists: atLogin('whoever signs up has no account'),
  service_unavailable: everywhere,
  gate_misconfigured: {
    form: 'shown',
    page: 'never: without its secrets an Action cannot reach the service that would explain',
    application: 'shown',
  },
  event_unreadable: {
    form: 'never: the local tenant keeps to the documentation of its events; test/actions breaks them',
    page: 'never: likewise',
    application: 'never: likewise',
  },
}

export function isShown(cell: Cell): boolean {
  return cell === 'shown'
}

/** What the table of docs/refusals.md says of each code: form, page, application. */
export async function refusalsDocument(): Promise<Record<string, string[]>> {
  const text = await readFile('docs/refusals.md', 'utf8')
  const rows = text.split('\n').filter(line => /^\| `\w+` \|/.test(line))
  return Object.fromEntries(
    rows.map(row => {
      const [, code = '', ...rest] = row.split('|').map(cell => cell.trim())
      return [code.replaceAll('`', ''), rest.slice(0, 3)]
    }),
  )
}
