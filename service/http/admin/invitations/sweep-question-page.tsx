import type { Policy } from '../../../policy/policy.ts'
import { adminInvitationWords } from '../../../words/admin/invitation/words.ts'
import { sweepWords } from '../../../words/admin/sweep/words.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { FormToken } from '../frame/form-token.tsx'
import { LifetimeField } from '../parts/lifetime-field.tsx'
import type { Action } from './actions.ts'

interface SweepQuestionPageProps {
  admin: Administrator
  action: Action
  count: number
  /** The table whose rows are meant. */
  back: string
  nonce: string
  /** Milliseconds since 1970. */
  now: number
  policy: Pick<Policy, 'maxTtlSeconds'>
}

/** Says what will happen to how many, and asks: more than anybody would read through. */
export function SweepQuestionPage({
  admin,
  action,
  back,
  nonce,
  now,
  policy,
  ...props
}: SweepQuestionPageProps) {
  const { site } = admin
  const words = adminInvitationWords(site.locale)
  const { how, cutOff } = sweepWords(site.locale)
  const { ask, consequence, label } = words.actions[action.name]
  const unchanged = action.name === 'extend' ? words.sameTime : words.keepTime
  return (
    <AdminPage {...{ admin, title: ask(props.count), lead: consequence, area: '/admin/invitations' }}>
      <form class="panel narrow" method="post" action="/admin/invitations/sweeps">
        <FormToken admin={admin} />
        <input type="hidden" name="nonce" value={nonce} />
        <input type="hidden" name="action" value={action.name} />
        <input type="hidden" name="query" value={back} />
        <input type="hidden" name="until" value={String(now)} />
        <p>{how}</p>
        <p class="note">{cutOff}</p>
        {action.takesTime && <LifetimeField {...{ site, policy, kind: 'personal', unchanged }} />}
        <div class="choices">
          <button type="submit" class={action.name === 'revoke' ? 'button button-danger' : 'button'}>
            {label}
          </button>
          <a class="button button-quiet" href={back}>
            {words.cancel}
          </a>
        </div>
      </form>
    </AdminPage>
  )
}
