import type { TenantClient } from '../../../management/management-api.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { FormToken } from '../frame/form-token.tsx'
import { RoleBoxes } from '../parts/role-boxes.tsx'
import { AdvancedOptions } from './advanced-options.tsx'
import { errorOf } from './field-error.tsx'
import type { InviteFault } from './invite-fault.ts'
import type { InviteForm } from './invite-form.ts'
import { MailFields } from './mail-fields.tsx'
import { MoreOptions } from './more-options.tsx'
import { DeliveryChoice, KindChoice, RecipientFields } from './recipient-fields.tsx'

export interface InvitePageProps {
  admin: Administrator
  form: InviteForm
  fault: InviteFault | undefined
  /** That this person may grant. */
  roles: readonly string[]
  clients: readonly TenantClient[]
  policy: Pick<Policy, 'maxTtlSeconds'>
  /** How many more this person can send today; undefined without a limit. */
  left: number | undefined
  resultUrlOrigins: readonly string[]
  /** The metadata keys that this person may set; null for all that are not reserved. */
  metadataKeys: readonly string[] | null
}

/** The form for inviting; everything that it holds comes back when something is missing. */
export function InvitePage(props: InvitePageProps) {
  const { admin, form, fault, roles, left } = props
  const messages = messagesFor(admin.site.locale).invite
  return (
    <AdminPage
      admin={admin}
      title={messages.title}
      lead={messages.lead}
      area="/admin/invitations/new"
      isWrong={fault !== undefined}
    >
      <form class="panel wide" method="post" action="/admin/invitations/new" data-invite>
        <FormToken admin={admin} />
        <input type="hidden" name="nonce" value={form.nonce} />
        {admin.caller.permissions.has('create:shared_links') && <KindChoice {...props} />}
        <RecipientFields {...props} />
        <DeliveryChoice {...props} />
        <RoleBoxes site={admin.site} roles={roles} chosen={form.roles} error={errorOf(fault, 'roles')} />
        <MailFields {...props} />
        <MoreOptions {...props} />
        <AdvancedOptions {...props} />
        <Preview {...props} />
        <div class="choices">
          <button type="submit" class="button">
            {messages.submit}
          </button>
        </div>
        {left !== undefined && <p class="note">{messages.left(left)}</p>}
      </form>
    </AdminPage>
  )
}

/** The mail in a frame of its own, which may run and load nothing; the button sends the same form there. */
function Preview({ admin }: InvitePageProps) {
  const messages = messagesFor(admin.site.locale).invite
  return (
    <details class="preview" data-preview data-when="mail">
      <summary>{messages.preview}</summary>
      <p class="hint">{messages.previewHint}</p>
      <button
        type="submit"
        class="button button-quiet button-small"
        formaction="/admin/invitations/new/preview"
        formtarget="preview"
        formnovalidate
      >
        {messages.previewButton}
      </button>
      <iframe class="preview-frame" name="preview" title={messages.preview} sandbox="" />
    </details>
  )
}
