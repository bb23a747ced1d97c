import type { Child } from 'hono/jsx'
import { messagesFor } from '../../../messages/messages.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { Administrator } from '../admin-env.ts'
import { FormToken } from '../frame/form-token.tsx'
import { LifetimeField } from '../parts/lifetime-field.tsx'
import type { Action } from './actions.ts'

export interface ActionFormProps {
  admin: Administrator
  action: Action
  policy: Pick<Policy, 'maxTtlSeconds'>
  /** The table that the invitations come from. */
  back: string
}

interface WithContent extends ActionFormProps {
  /** Where the form goes. */
  to: string
  kind: 'personal' | 'shared'
  children: Child
}

/** Asks once more before something is done to invitations, which stand or are described inside. */
export function ActionForm({ admin, action, policy, back, to, kind, children }: WithContent) {
  const { site } = admin
  const messages = messagesFor(site.locale).invitation
  const unchanged = action.name === 'extend' ? messages.sameTime : messages.keepTime
  return (
    <form class="panel narrow" method="post" action={to}>
      <FormToken admin={admin} />
      <input type="hidden" name="query" value={back} />
      {children}
      {action.takesTime && <LifetimeField site={site} policy={policy} kind={kind} unchanged={unchanged} />}
      <div class="choices">
        <button type="submit" class={action.name === 'revoke' ? 'button button-danger' : 'button'}>
          {messages.actions[action.name].label}
        </button>
        <a class="button button-quiet" href={back}>
          {messages.cancel}
        </a>
      </div>
    </form>
  )
}
