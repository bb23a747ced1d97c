import { type Messages, messagesFor } from '../../../messages/messages.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { StatusBadge } from '../parts/badges.tsx'
import { toRecipient } from '../parts/recipient.ts'
import { ActionForm, type ActionFormProps } from './action-form.tsx'
import type { Action } from './actions.ts'

const AREA = '/admin/invitations'

/** One that was not changed, and why. */
export interface Failure {
  readonly invitation: InvitationJson
  readonly reason: keyof Messages['invitation']['reason']
}

interface SelectionPageProps extends ActionFormProps {
  invitations: readonly InvitationJson[]
}

/** Says what will happen, to which, and asks. */
export function SelectionPage({ invitations, ...form }: SelectionPageProps) {
  const { admin, action } = form
  const { site } = admin
  const { ask, consequence } = messagesFor(site.locale).invitation.actions[action.name]
  const kind = invitations.every(invitation => invitation.kind !== 'personal') ? 'shared' : 'personal'
  return (
    <AdminPage admin={admin} title={ask(invitations.length)} lead={consequence} area={AREA}>
      <ActionForm {...form} to={`${AREA}/selected/${action.name}`} kind={kind}>
        {/* Long lists scroll, also with the keyboard. */}
        <ul class="selected" tabindex={0} aria-label={messagesFor(site.locale).table.title}>
          {invitations.map(invitation => (
            <li>
              <input type="hidden" name="id" value={invitation.id} />
              <span>{toRecipient(invitation, site)}</span>
              <StatusBadge site={site} invitation={invitation} />
            </li>
          ))}
        </ul>
      </ActionForm>
    </AdminPage>
  )
}

/** Says what has happened: how many were changed, which were not, and why. */
export function SelectionResultPage(props: {
  admin: Administrator
  action: Action
  back: string
  done: number
  failures: readonly Failure[]
}) {
  const { admin, action, back, done, failures } = props
  const { site } = admin
  const { actions, reason } = messagesFor(site.locale).invitation
  const { result } = messagesFor(site.locale).table
  const tone = done > 0 ? 'notice-good' : 'notice-caution'
  return (
    <AdminPage admin={admin} title={result.title} area={AREA}>
      <p class={`notice ${tone}`} role="status">
        {done > 0 ? actions[action.name].done(done) : result.none}
      </p>
      {failures.length > 0 && (
        <section class="panel narrow">
          <h2>{result.failed(failures.length)}</h2>
          <ul class="selected" tabindex={0} aria-label={messagesFor(site.locale).table.title}>
            {failures.map(({ invitation, reason: code }) => (
              <li>
                <a href={`${AREA}/${invitation.id}`}>{toRecipient(invitation, site)}</a>
                <span class="quiet">{reason[code]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="way-back">
        <a class="button button-quiet" href={back}>
          {result.back}
        </a>
      </p>
    </AdminPage>
  )
}

/** Shown when a button was pressed with nothing ticked. */
export function NothingSelectedPage({ admin, back }: { admin: Administrator; back: string }) {
  const { result, nothingSelected } = messagesFor(admin.site.locale).table
  return (
    <AdminPage admin={admin} title={result.title} area={AREA}>
      <p class="notice notice-caution" role="status">
        {nothingSelected}
      </p>
      <a class="button button-quiet" href={back}>
        {result.back}
      </a>
    </AdminPage>
  )
}
