import { adminInvitationWords } from '../../../words/admin/invitation/words.ts'
import { adminInviteWords } from '../../../words/admin/invite/words.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { LinkField } from '../parts/link-panel.tsx'

/** A link that was made just now, to hand out: shown this once. */
export function NewLinkPage({ admin, id, link }: { admin: Administrator; id: string; link: string }) {
  const words = adminInvitationWords(admin.site.locale)
  return (
    <AdminPage admin={admin} title={words.link.title} area="/admin/invitations" lead={words.link.once}>
      <section class="panel narrow">
        <p class="notice notice-good" role="status">
          {words.actions.link.done(1)}
        </p>
        <LinkField site={admin.site} link={link} />
        <p class="note">{words.link.proof}</p>
      </section>
      <p class="way-back">
        <a class="button button-quiet" href={`/admin/invitations/${id}`}>
          {adminInviteWords(admin.site.locale).result.open}
        </a>
      </p>
    </AdminPage>
  )
}
