import { type Messages, messagesFor } from '../../../messages/messages.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { FormToken } from '../frame/form-token.tsx'
import { listLanguages } from '../parts/language-names.ts'
import { LifetimeField } from '../parts/lifetime-field.tsx'
import { RoleBoxes } from '../parts/role-boxes.tsx'

interface EditPageProps {
  admin: Administrator
  /** The invitation as it is, or with the rejected edits. */
  invitation: InvitationJson
  /** That this person may grant. */
  roles: readonly string[]
  reason: keyof Messages['invitation']['reason'] | undefined
  policy: Pick<Policy, 'maxTtlSeconds'>
}

/** The form that changes an invitation. */
export function EditPage(props: EditPageProps) {
  const { admin, invitation, roles, reason, policy } = props
  const { site } = admin
  const messages = messagesFor(site.locale).invitation
  const path = `/admin/invitations/${invitation.id}`
  return (
    <AdminPage
      admin={admin}
      title={messages.editTitle}
      area="/admin/invitations"
      isWrong={reason !== undefined}
    >
      {reason && !(reason in wrongFields) && (
        <p class="notice notice-bad" role="alert">
          {messages.reason[reason]}
        </p>
      )}
      <form class="panel narrow" method="post" action={`${path}/edit`}>
        <FormToken admin={admin} />
        <AddressField {...props} />
        <RoleBoxes site={site} roles={roles} chosen={invitation.roles} />
        <LanguageField {...props} />
        <MessageField {...props} />
        <LifetimeField site={site} policy={policy} kind={invitation.kind} unchanged={messages.keepTime} />
        <div class="choices">
          <button type="submit" class="button">
            {messages.save}
          </button>
          <a class="button button-quiet" href={path}>
            {messages.cancel}
          </a>
        </div>
      </form>
    </AdminPage>
  )
}

/** Which field a reason is about. */
const wrongFields: Readonly<Record<string, 'email' | 'message'>> = {
  invalid_address: 'email',
  invalid_text: 'message',
}

/** What is wrong with a field, beside it; the browser goes there. */
function toFault({ admin, reason }: EditPageProps, field: 'email' | 'message') {
  const isWrong = reason !== undefined && wrongFields[reason] === field
  const described = isWrong ? `${field}-hint ${field}-error` : `${field}-hint`
  return {
    frame: isWrong ? 'field field-wrong' : 'field',
    sentence: isWrong && (
      <p class="error" id={`${field}-error`}>
        {messagesFor(admin.site.locale).invitation.reason[reason]}
      </p>
    ),
    said: { 'aria-describedby': described, 'aria-invalid': isWrong ? 'true' : undefined, autofocus: isWrong },
  } as const
}

function AddressField(props: EditPageProps) {
  const { admin, invitation } = props
  const messages = messagesFor(admin.site.locale).invitation
  if (invitation.invitee.email === null) return null
  const { frame, sentence, said } = toFault(props, 'email')
  return (
    <div class={frame}>
      <label for="email">{messages.field.recipient}</label>
      <p class="hint" id="email-hint">
        {messages.newAddressHint}
      </p>
      {sentence}
      <input
        id="email"
        name="email"
        type="email"
        maxlength={320}
        required
        {...said}
        value={invitation.invitee.email}
        autocomplete="off"
      />
    </div>
  )
}

function MessageField(props: EditPageProps) {
  const { site } = props.admin
  const { frame, sentence, said } = toFault(props, 'message')
  return (
    <div class={frame}>
      <label for="message">{messagesFor(site.locale).invitation.field.message}</label>
      <p class="hint" id="message-hint">
        {messagesFor(site.locale).invite.messageHint}
      </p>
      {sentence}
      <textarea id="message" name="message" maxlength={500} {...said}>
        {props.invitation.message ?? ''}
      </textarea>
    </div>
  )
}

function LanguageField({ admin, invitation }: EditPageProps) {
  const { field, none } = messagesFor(admin.site.locale).invitation
  return (
    <div class="field">
      <label for="locale">{field.language}</label>
      <select id="locale" name="locale">
        <option value="">{none}</option>
        {listLanguages(admin.site.locale).map(({ locale, name }) => (
          <option value={locale} selected={locale === invitation.locale}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
