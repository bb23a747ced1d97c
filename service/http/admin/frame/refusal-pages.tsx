import { adminFrameWords } from '../../../words/admin/frame/words.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from './admin-page.tsx'

/** For what does not exist and for what somebody else has made: the two look the same. */
export function NotFoundPage({ admin }: { admin: Administrator }) {
  const { title, text } = adminFrameWords(admin.site.locale).notFound
  return (
    <AdminPage admin={admin} title={title} area="">
      <p>{text}</p>
    </AdminPage>
  )
}

/** For what this person's permissions do not allow; says which one does. */
export function NotAllowedPage({ admin, permission }: { admin: Administrator; permission: string }) {
  const { title, text } = adminFrameWords(admin.site.locale).notAllowed
  return (
    <AdminPage admin={admin} title={title} area="">
      <p>{text(permission)}</p>
    </AdminPage>
  )
}
