import { messagesFor } from '../../../messages/messages.ts'
import type { ImportJson } from '../../api/schemas/import-schema.ts'
import { createFormats } from '../../charts/formats.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { instantOf } from '../instant-of.ts'
import { OlderPages } from '../older-pages.tsx'
import type { ReadingFieldValues } from './reading-fields.tsx'
import { statusTones } from './status-tones.ts'
import { UploadForm } from './upload-form.tsx'

export interface ImportsPageProps {
  admin: Administrator
  imports: readonly ImportJson[]
  /** That this person may grant. */
  roles: readonly string[]
  /** What was wrong with the file that was just uploaded. */
  fault: string | undefined
  /** What is chosen already about how to read it. */
  chosen: ReadingFieldValues
  /** Where the next page begins; undefined on the last one. */
  next: string | undefined
  isFirst: boolean
}

/** The form for a file, and the files that there are. */
export function ImportsPage(props: ImportsPageProps) {
  const { admin, imports, fault, next, isFirst } = props
  const messages = messagesFor(admin.site.locale).imports
  return (
    <AdminPage
      admin={admin}
      title={messages.title}
      lead={messages.lead}
      area="/admin/imports"
      isWrong={fault !== undefined}
    >
      <UploadForm {...props} />
      <h2>{messages.earlier}</h2>
      {imports.length === 0 ? (
        <p class="empty">{messages.none}</p>
      ) : (
        <section class="table-frame" aria-label={messages.earlier}>
          <ImportTable admin={admin} imports={imports} />
        </section>
      )}
      <OlderPages
        messages={messages}
        path="/admin/imports"
        next={next && `?from=${next}`}
        isFirst={isFirst}
      />
    </AdminPage>
  )
}

function ImportTable({ admin, imports }: Pick<ImportsPageProps, 'admin' | 'imports'>) {
  const { locale } = admin.site
  const messages = messagesFor(locale).imports
  const { count } = createFormats(locale)
  return (
    <table class="table table-cards">
      <thead>
        <tr>
          {[
            messages.file,
            messages.status,
            messages.people,
            messages.states.created,
            messages.by,
            messages.begun,
          ].map(name => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {imports.map(one => (
          <tr>
            <th scope="row">
              <a href={`/admin/imports/${one.id}`}>{one.file_name ?? messages.untitled}</a>
            </th>
            <td data-label={messages.status}>
              <span>
                <span class={`badge badge-${statusTones[one.status]}`}>{messages.statuses[one.status]}</span>
              </span>
            </td>
            <td data-label={messages.people}>{count(one.rows.total)}</td>
            <td data-label={messages.states.created}>{count(one.rows.created)}</td>
            <td data-label={messages.by}>{one.owner.name ?? one.owner.id}</td>
            <td data-label={messages.begun}>
              <time datetime={one.created_at}>{instantOf(locale)(Date.parse(one.created_at))}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
