import { messagesFor } from '../../../messages/messages.ts'
import { createFormats } from '../../charts/formats.ts'
import { FormToken } from '../frame/form-token.tsx'
import type { ImportPageProps } from './import-page.tsx'

/** What can be done with an import as it stands. */
export function ImportChoices({ admin, one }: ImportPageProps) {
  const messages = messagesFor(admin.site.locale).imports
  const isOpen = ['previewing', 'previewed', 'confirmed', 'running'].includes(one.status)
  const hasFailures = one.rows.malformed + one.rows.failed > 0 || ['cancelled', 'failed'].includes(one.status)
  return (
    <>
      {isOpen && (
        <section class="panel" aria-label={messages.status}>
          <Said admin={admin} one={one} />
          <div class="choices">
            {isToConfirm(admin, one) && <Confirm admin={admin} one={one} />}
            <form method="post" action={`/admin/imports/${one.id}/cancel`}>
              <FormToken admin={admin} />
              <button type="submit" class="button button-quiet">
                {messages.cancel}
              </button>
            </form>
          </div>
        </section>
      )}
      {hasFailures && (
        <section class="panel" aria-label={messages.failedRows}>
          <p>{messages.failedHint}</p>
          <a class="button button-quiet" href={`/admin/imports/${one.id}/failed.csv`} download>
            {messages.failedRows}
          </a>
        </section>
      )}
    </>
  )
}

type ChoiceProps = Pick<ImportPageProps, 'admin' | 'one'>

/** What pressing one of the buttons does. */
function Said({ admin, one }: ChoiceProps) {
  const messages = messagesFor(admin.site.locale).imports
  if (one.dry_run) return <p>{messages.dryRun}</p>
  if (isToConfirm(admin, one)) return <p>{messages.confirmHint}</p>
  return one.rows.created > 0 ? <p>{messages.cancelHint}</p> : null
}

/** Only whoever uploaded it confirms it: they are the inviter. */
function isToConfirm(
  admin: ChoiceProps['admin'],
  { status, rows, owner, dry_run }: ChoiceProps['one'],
): boolean {
  return !dry_run && status === 'previewed' && rows.ready > 0 && owner.id === admin.caller.id
}

function Confirm({ admin, one }: ChoiceProps) {
  const messages = messagesFor(admin.site.locale).imports
  const { count } = createFormats(admin.site.locale)
  return (
    <form method="post" action={`/admin/imports/${one.id}/confirm`}>
      <FormToken admin={admin} />
      <button type="submit" class="button">
        {messages.confirm(count(one.rows.ready))}
      </button>
    </form>
  )
}
