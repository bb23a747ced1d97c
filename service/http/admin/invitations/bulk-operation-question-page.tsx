import { messagesFor } from '../../../messages/messages.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { ActionForm, type ActionFormProps } from './action-form.tsx'

interface BulkOperationQuestionPageProps extends ActionFormProps {
  count: number
  nonce: string
  /** Milliseconds since 1970. */
  now: number
}

/** Says what will happen to how many, and asks: more than anybody would read through. */
export function BulkOperationQuestionPage({ count, nonce, now, ...form }: BulkOperationQuestionPageProps) {
  const { admin, action } = form
  const { locale } = admin.site
  const { ask, consequence } = messagesFor(locale).invitation.actions[action.name]
  const { how, cutOff } = messagesFor(locale).bulkOperation
  return (
    <AdminPage admin={admin} title={ask(count)} lead={consequence} area="/admin/invitations">
      <ActionForm {...form} to="/admin/invitations/bulk-operations" kind="personal">
        <input type="hidden" name="nonce" value={nonce} />
        <input type="hidden" name="action" value={action.name} />
        <input type="hidden" name="until" value={String(now)} />
        <p>{how}</p>
        <p class="note">{cutOff}</p>
      </ActionForm>
    </AdminPage>
  )
}
