import { adminInviteWords } from '../../../words/admin/invite/words.ts'
import type { InvitePageProps } from './invite-page.tsx'

/** What few need; open where something of it has been chosen. */
export function MoreOptions({ admin, form }: InvitePageProps) {
  const words = adminInviteWords(admin.site.locale)
  const isOpen = form.onLive !== 'refuse' || form.notifies
  return (
    <details class="more" open={isOpen}>
      <summary>{words.more}</summary>
      <div class="field" data-for="personal">
        <label for="on_live">{words.onLive}</label>
        <select id="on_live" name="on_live">
          {(['refuse', 'replace', 'extend'] as const).map(choice => (
            <option value={choice} selected={choice === form.onLive}>
              {words.onLiveChoices[choice]}
            </option>
          ))}
        </select>
      </div>
      <div class="check">
        <input id="notify" type="checkbox" name="notify" value="yes" checked={form.notifies} />
        <label for="notify">{words.notify}</label>
      </div>
    </details>
  )
}
