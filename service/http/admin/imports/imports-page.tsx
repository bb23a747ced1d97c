import { importWords } from '../../../words/admin/imports/words.ts'
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
  const words = importWords(admin.site.locale)
  return (
    <AdminPage
      admin={admin}
      title={words.title}
      lead={words.lead}
      area="/admin/imports"
      isWrong={fault !== undefined}
    >
      <UploadForm {...props} />
      <h2>{words.earlier}</h2>
      {imports.length === 0 ? (
        <p class="empty">{words.none}</p>
      ) : (
        <section class="table-frame" aria-label={words.earlier}>
          <ImportTable admin={admin} imports={imports} />
        </section>
      )}
      <OlderPages words={words} path="/admin/imports" next={next && `?from=${next}`} isFirst={isFirst} />
    </AdminPage>
  )
}

function ImportTable({ admin, imports }: Pick<ImportsPageProps, 'admin' | 'imports'>) {
  const { locale } = admin.site
  const words = importWords(locale)
  const { count } = createFormats(locale)
  return (
    <table class="table table-cards">
      <thead>
        <tr>
          {[words.file, words.status, words.people, words.states.created, words.by, words.begun].map(name => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {imports.map(one => (
          <tr>
            <th scope="row">
              <a href={`/admin/imports/${one.id}`}>{one.file_name ?? words.untitled}</a>
            </th>
            <td data-label={words.status}>
              <span>
                <span class={`badge badge-${statusTones[one.status]}`}>{words.statuses[one.status]}</span>
              </span>
            </td>
            <td data-label={words.people}>{count(one.rows.total)}</td>
            <td data-label={words.states.created}>{count(one.rows.created)}</td>
            <td data-label={words.by}>{one.owner.name ?? one.owner.id}</td>
            <td data-label={words.begun}>
              <time datetime={one.created_at}>{instantOf(locale)(Date.parse(one.created_at))}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
