import { messagesFor } from '../../../messages/messages.ts'
import type { InvitePageProps } from './invite-page.tsx'

/** What few need; open where something of it has been chosen. */
export function MoreOptions({ admin, form }: InvitePageProps) {
  const messages = messagesFor(admin.site.locale).invite
  const isOpen = form.onLive !== 'refuse' || form.notifies
  return (
    <details class="more" open={isOpen}>
      <summary>{messages.more}</summary>
      <div class="field" data-for="personal">
        <label for="on_live">{messages.onLive}</label>
        <select id="on_live" name="on_live">
          {(['refuse', 'replace', 'extend'] as const).map(choice => (
            <option value={choice} selected={choice === form.onLive}>
              {messages.onLiveChoices[choice]}
            </option>
          ))}
        </select>
      </div>
      <div class="check">
        <input id="notify" type="checkbox" name="notify" value="yes" checked={form.notifies} />
        <label for="notify">{messages.notify}</label>
      </div>
    </details>
  )
}
