import { type Messages, messagesFor } from '../../../messages/messages.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { FormToken } from '../frame/form-token.tsx'
import { StatusBadge } from '../parts/badges.tsx'
import { LifetimeField } from '../parts/lifetime-field.tsx'
import { toRecipient } from '../parts/recipient.ts'
import type { Action } from './actions.ts'

interface ActionPageProps {
  admin: Administrator
  action: Action
  invitation: InvitationJson
  policy: Pick<Policy, 'maxTtlSeconds'>
  /** Why it came to nothing just now. */
  reason: keyof Messages['invitation']['reason'] | undefined
}

/** Says what will happen to an invitation, and asks. */
export function ActionPage({ admin, action, invitation, policy, reason }: ActionPageProps) {
  const { site } = admin
  const messages = messagesFor(site.locale).invitation
  const { ask, consequence, label } = messages.actions[action.name]
  const path = `/admin/invitations/${invitation.id}`
  const unchanged = action.name === 'extend' ? messages.sameTime : messages.keepTime
  const isDestroying = action.name === 'revoke' || action.name === 'erase'
  return (
    <AdminPage
      admin={admin}
      title={ask(1)}
      lead={consequence}
      area="/admin/invitations"
      isWrong={reason !== undefined}
    >
      {reason && (
        <p class="notice notice-bad" role="alert">
          {messages.reason[reason]}
        </p>
      )}
      <form class="panel narrow" method="post" action={`${path}/${action.name}`}>
        <FormToken admin={admin} />
        <ul class="selected">
          <li>
            <span>{toRecipient(invitation, site)}</span>
            <StatusBadge site={site} invitation={invitation} />
          </li>
        </ul>
        {action.takesTime && (
          <LifetimeField site={site} policy={policy} kind={invitation.kind} unchanged={unchanged} />
        )}
        <div class="choices">
          <button type="submit" class={isDestroying ? 'button button-danger' : 'button'}>
            {label}
          </button>
          <a class="button button-quiet" href={path}>
            {messages.cancel}
          </a>
        </div>
      </form>
    </AdminPage>
  )
}
