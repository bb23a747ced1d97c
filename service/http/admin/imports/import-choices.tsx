import { importWords } from '../../../words/admin/imports/words.ts'
import { createFormats } from '../../charts/formats.ts'
import { FormToken } from '../frame/form-token.tsx'
import type { ImportPageProps } from './import-page.tsx'

/** What can be done with an import as it stands. */
export function ImportChoices({ admin, one }: ImportPageProps) {
  const words = importWords(admin.site.locale)
  const isOpen = ['previewing', 'previewed', 'confirmed', 'running'].includes(one.status)
  const hasFailures = one.rows.malformed + one.rows.failed > 0 || ['cancelled', 'failed'].includes(one.status)
  return (
    <>
      {isOpen && (
        <section class="panel" aria-label={words.status}>
          <Confirm admin={admin} one={one} />
          <form class="choices" method="post" action={`/admin/imports/${one.id}/cancel`}>
            <FormToken admin={admin} />
            <button type="submit" class="button button-quiet">
              {words.cancel}
            </button>
            {one.rows.created > 0 && <p class="hint">{words.cancelHint}</p>}
          </form>
        </section>
      )}
      {hasFailures && (
        <section class="panel" aria-label={words.failedRows}>
          <p>{words.failedHint}</p>
          <a class="button button-quiet" href={`/admin/imports/${one.id}/failed.csv`} download>
            {words.failedRows}
          </a>
        </section>
      )}
    </>
  )
}

/** Only whoever uploaded it confirms it: they are the inviter. */
function Confirm({ admin, one }: Pick<ImportPageProps, 'admin' | 'one'>) {
  const words = importWords(admin.site.locale)
  const { count } = createFormats(admin.site.locale)
  if (one.dry_run) return <p>{words.dryRun}</p>
  if (one.status !== 'previewed' || one.rows.ready === 0 || one.owner.id !== admin.caller.id) return null
  return (
    <form class="choices" method="post" action={`/admin/imports/${one.id}/confirm`}>
      <FormToken admin={admin} />
      <p>{words.confirmHint}</p>
      <button type="submit" class="button">
        {words.confirm(count(one.rows.ready))}
      </button>
    </form>
  )
}
