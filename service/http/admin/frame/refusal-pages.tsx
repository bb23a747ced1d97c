import { messagesFor } from '../../../messages/messages.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from './admin-page.tsx'

/** Shown for what does not exist and for what belongs to others: the two look alike. */
export function NotFoundPage({ admin }: { admin: Administrator }) {
  const { title, text } = messagesFor(admin.site.locale).adminFrame.notFound
  return (
    <AdminPage admin={admin} title={title} area="">
      <p>{text}</p>
    </AdminPage>
  )
}

/** Names the permission that this person lacks. */
export function NotAllowedPage({ admin, permission }: { admin: Administrator; permission: string }) {
  const { title, text } = messagesFor(admin.site.locale).adminFrame.notAllowed
  return (
    <AdminPage admin={admin} title={title} area="">
      <p>{text(permission)}</p>
    </AdminPage>
  )
}
