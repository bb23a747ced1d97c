import type { z } from 'zod'
import { messagesFor } from '../../../messages/messages.ts'
import type { event } from '../../../wire/event-schema.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { DeliveryBadge, StatusBadge } from '../parts/badges.tsx'
import { toRecipient } from '../parts/recipient.ts'
import { isAllowed, singleActions } from './actions.ts'
import { History } from './history.tsx'
import { InvitationFacts } from './invitation-facts.tsx'
import { People } from './people.tsx'

export interface AdminInvitationPageProps {
  admin: Administrator
  invitation: InvitationJson
  applicationName: string | undefined
  events: readonly z.output<typeof event>[]
  nextEvents: string | undefined
  /** What was done just now. */
  done: string | undefined
  now: number
}

/** Everything about one invitation. */
export function InvitationPage(props: AdminInvitationPageProps) {
  const { admin, invitation, done } = props
  const { site } = admin
  return (
    <AdminPage
      admin={admin}
      title={toRecipient(invitation, site)}
      area="/admin/invitations"
      lead={
        <>
          <StatusBadge site={site} invitation={invitation} />{' '}
          <DeliveryBadge site={site} invitation={invitation} />
        </>
      }
      actions={<Buttons admin={admin} invitation={invitation} />}
    >
      <Done admin={admin} done={done} />
      <NextStep admin={admin} invitation={invitation} />
      <div class="columns">
        <div>
          <InvitationFacts {...props} />
          <People {...props} />
        </div>
        <History {...props} />
      </div>
    </AdminPage>
  )
}

/** What was done just now; whatever else an address says is not repeated. */
function Done({ admin, done }: Pick<AdminInvitationPageProps, 'admin' | 'done'>) {
  const messages = messagesFor(admin.site.locale).invitation
  const action = singleActions.find(({ name }) => name === done)
  const text = action ? messages.actions[action.name].done(1) : done === 'edit' ? messages.saved : undefined
  if (text === undefined) return null
  return (
    <p class="notice notice-good" role="status">
      {text}
    </p>
  )
}

/** What to do about a message that did not arrive. */
function NextStep({ admin, invitation }: Pick<AdminInvitationPageProps, 'admin' | 'invitation'>) {
  const { nextSteps } = messagesFor(admin.site.locale).invitation
  const { status, delivery_status: delivery } = invitation
  const isStuck = delivery === 'failed' || delivery === 'bounced' || delivery === 'complained'
  if (status !== 'pending' || !isStuck) return null
  return <p class="notice notice-caution">{nextSteps[delivery]}</p>
}

/** What can still be done with it, and by this person. */
function Buttons({ admin, invitation }: Pick<AdminInvitationPageProps, 'admin' | 'invitation'>) {
  const { actions, edit, again } = messagesFor(admin.site.locale).invitation
  const path = `/admin/invitations/${invitation.id}`
  const isOpen = invitation.status === 'pending' || invitation.status === 'expired'
  const hasMailbox = invitation.invitee.email !== null
  const possible = singleActions.filter(action => {
    if (!isAllowed(action, admin.caller)) return false
    if (action.name === 'erase') return invitation.erased_at === null
    return isOpen && (action.name !== 'resend' || hasMailbox)
  })
  return (
    <>
      {isOpen && admin.caller.permissions.has('update:invitations') && (
        <a class="button button-quiet button-small" href={`${path}/edit`}>
          {edit}
        </a>
      )}
      {invitation.status !== 'pending' &&
        invitation.status !== 'accepted' &&
        invitation.erased_at === null &&
        invitation.parent_id === null &&
        admin.caller.permissions.has('create:invitations') && (
          <a class="button button-quiet button-small" href={`/admin/invitations/new?again=${invitation.id}`}>
            {again}
          </a>
        )}
      {possible.map(({ name }) => (
        <a
          class={`button button-small ${name === 'revoke' || name === 'erase' ? 'button-danger' : 'button-quiet'}`}
          href={`${path}/${name}`}
        >
          {actions[name].label}
        </a>
      ))}
    </>
  )
}
