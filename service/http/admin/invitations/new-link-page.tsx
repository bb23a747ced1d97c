import { messagesFor } from '../../../messages/messages.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { LinkField } from '../parts/link-panel.tsx'

/** A link that was made just now, to hand out: shown this once. */
export function NewLinkPage({ admin, id, link }: { admin: Administrator; id: string; link: string }) {
  const messages = messagesFor(admin.site.locale).invitation
  return (
    <AdminPage admin={admin} title={messages.link.title} area="/admin/invitations" lead={messages.link.once}>
      <section class="panel narrow">
        <p class="notice notice-good" role="status">
          {messages.actions.link.done()}
        </p>
        <LinkField site={admin.site} link={link} />
        <p class="note">{messages.link.proof}</p>
      </section>
      <p class="way-back">
        <a class="button button-quiet" href={`/admin/invitations/${id}`}>
          {messagesFor(admin.site.locale).invite.result.open}
        </a>
      </p>
    </AdminPage>
  )
}
