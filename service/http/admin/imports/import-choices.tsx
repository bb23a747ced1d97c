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
          <Said admin={admin} one={one} />
          <div class="choices">
            {isToConfirm(admin, one) && <Confirm admin={admin} one={one} />}
            <form method="post" action={`/admin/imports/${one.id}/cancel`}>
              <FormToken admin={admin} />
              <button type="submit" class="button button-quiet">
                {words.cancel}
              </button>
            </form>
          </div>
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

type ChoiceProps = Pick<ImportPageProps, 'admin' | 'one'>

/** What pressing one of the buttons does. */
function Said({ admin, one }: ChoiceProps) {
  const words = importWords(admin.site.locale)
  if (one.dry_run) return <p>{words.dryRun}</p>
  if (isToConfirm(admin, one)) return <p>{words.confirmHint}</p>
  return one.rows.created > 0 ? <p>{words.cancelHint}</p> : null
}

/** Only whoever uploaded it confirms it: they are the inviter. */
function isToConfirm(
  admin: ChoiceProps['admin'],
  { status, rows, owner, dry_run }: ChoiceProps['one'],
): boolean {
  return !dry_run && status === 'previewed' && rows.ready > 0 && owner.id === admin.caller.id
}

function Confirm({ admin, one }: ChoiceProps) {
  const words = importWords(admin.site.locale)
  const { count } = createFormats(admin.site.locale)
  return (
    <form method="post" action={`/admin/imports/${one.id}/confirm`}>
      <FormToken admin={admin} />
      <button type="submit" class="button">
        {words.confirm(count(one.rows.ready))}
      </button>
    </form>
  )
}
