import type { Log } from '../../base/log.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { ManagementApi } from '../../management/management-api.ts'
import type { FindMemberDeps } from '../../members/find-member.ts'
import type { PasswordLinkDeps } from '../../members/send-password-link.ts'
import type { Joining } from '../../profile/joining.ts'
import type { PersonSignIn } from '../../sign-in/person-sign-in.ts'
import type { Sealer } from '../../sign-in/sealed-cookie.ts'
import type { Sessions } from '../../sign-in/sessions.ts'
import type { Brand } from '../pages/site.ts'
import type { SessionCookie } from '../session-cookie.ts'

/** What the pages of members need. */
export interface MembersDeps extends Omit<FindMemberDeps, 'ledger' | 'management'>, PasswordLinkDeps {
  readonly loginOrigin: string
  readonly brand: Brand
  readonly joining: Joining
  readonly sealer: Sealer
  readonly ledger: Ledger
  readonly management: ManagementApi
  readonly log: Log
  readonly membership: Membership
}

/** How members sign in and stay signed in. */
export interface Membership {
  readonly signIn: PersonSignIn
  readonly sessions: Sessions
  readonly cookie: SessionCookie
}
