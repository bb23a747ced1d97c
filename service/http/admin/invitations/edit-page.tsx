import type { Policy } from '../../../policy/policy.ts'
import { type AdminInvitationWords, adminInvitationWords } from '../../../words/admin/invitation/words.ts'
import { adminInviteWords } from '../../../words/admin/invite/words.ts'
import type { InvitationJson } from '../../api/schemas/invitation-schema.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { FormToken } from '../frame/form-token.tsx'
import { listLanguages } from '../parts/language-names.ts'
import { LifetimeField } from '../parts/lifetime-field.tsx'
import { RoleBoxes } from '../parts/role-boxes.tsx'

interface EditPageProps {
  admin: Administrator
  invitation: InvitationJson
  /** That this person may grant. */
  roles: readonly string[]
  reason: keyof AdminInvitationWords['reason'] | undefined
  policy: Pick<Policy, 'maxTtlSeconds'>
}

/** The form that changes an invitation. */
export function EditPage({ admin, invitation, roles, reason, policy }: EditPageProps) {
  const { site } = admin
  const words = adminInvitationWords(site.locale)
  const path = `/admin/invitations/${invitation.id}`
  return (
    <AdminPage
      {...{ admin, title: words.editTitle, area: '/admin/invitations' }}
      isWrong={reason !== undefined}
    >
      {reason && (
        <p class="notice notice-bad" role="alert">
          {words.reason[reason]}
        </p>
      )}
      <form class="panel narrow" method="post" action={`${path}/edit`}>
        <FormToken admin={admin} />
        {invitation.invitee.email && (
          <div class="field">
            <label for="email">{words.field.recipient}</label>
            <p class="hint" id="email-hint">
              {words.newAddressHint}
            </p>
            <input
              {...{ id: 'email', name: 'email', type: 'email', maxlength: 320, required: true }}
              value={invitation.invitee.email}
              autocomplete="off"
              aria-describedby="email-hint"
            />
          </div>
        )}
        <RoleBoxes site={site} roles={roles} chosen={invitation.roles} />
        <LanguageField {...{ admin, invitation, roles, reason, policy }} />
        <div class="field">
          <label for="message">{words.field.message}</label>
          <p class="hint" id="message-hint">
            {adminInviteWords(site.locale).messageHint}
          </p>
          <textarea id="message" name="message" maxlength={500} aria-describedby="message-hint">
            {invitation.message ?? ''}
          </textarea>
        </div>
        <LifetimeField {...{ site, policy, kind: invitation.kind, unchanged: words.keepTime }} />
        <div class="choices">
          <button type="submit" class="button">
            {words.save}
          </button>
          <a class="button button-quiet" href={path}>
            {words.cancel}
          </a>
        </div>
      </form>
    </AdminPage>
  )
}

function LanguageField({ admin, invitation }: EditPageProps) {
  const { field, none } = adminInvitationWords(admin.site.locale)
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
