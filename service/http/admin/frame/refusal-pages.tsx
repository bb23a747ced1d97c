import { messagesFor } from '../../../messages/messages.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from './admin-page.tsx'

/** For what does not exist and for what somebody else has made: the two look the same. */
export function NotFoundPage({ admin }: { admin: Administrator }) {
  const { title, text } = messagesFor(admin.site.locale).adminFrame.notFound
  return (
    <AdminPage admin={admin} title={title} area="">
      <p>{text}</p>
    </AdminPage>
  )
}

/** For what this person's permissions do not allow; says which one does. */
export function NotAllowedPage({ admin, permission }: { admin: Administrator; permission: string }) {
  const { title, text } = messagesFor(admin.site.locale).adminFrame.notAllowed
  return (
    <AdminPage admin={admin} title={title} area="">
      <p>{text(permission)}</p>
    </AdminPage>
  )
}
