import { type Messages, messagesFor } from '../../../messages/messages.ts'
import { createFormats, type Formats } from '../../charts/formats.ts'
import type { Administrator } from '../admin-env.ts'
import { instantOf } from '../instant-of.ts'
import type { AttentionItem } from './decide-attention.ts'

/** Where something can be seen or done about each. */
const ways: Partial<Record<AttentionItem['kind'], string>> = {
  unsent: '/admin/invitations?delivery=failed&status=pending',
  bounced: '/admin/invitations?delivery=bounced&status=pending',
  webhooks: '/admin/webhooks?status=failed',
  gateOpen: '/admin/gate',
  gateObserves: '/admin/gate',
  gateDiffers: '/admin/gate',
  unknownRoles: '/admin/policy',
  limitOwn: '/admin/policy',
}

const tones = { bad: ' notice-bad', caution: ' notice-caution', plain: '' }

/** What needs attention, the worst first; or that nothing does. */
export function AttentionList({ admin, items }: { admin: Administrator; items: readonly AttentionItem[] }) {
  const { locale } = admin.site
  const { attention: messages } = messagesFor(locale).overview
  if (items.length === 0) return <p class="notice notice-good">{messages.none}</p>
  return (
    <section aria-labelledby="attention">
      <h2 class="unseen" id="attention">
        {messages.title}
      </h2>
      <ul class="attention">
        {items.map(item => (
          <li class={`notice${tones[item.tone]}`}>
            <Item
              item={item}
              messages={messages}
              formats={createFormats(locale)}
              instant={instantOf(locale)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface ItemProps {
  item: AttentionItem
  messages: Messages['overview']['attention']
  formats: Formats
  instant: (at: number) => string
}

function Item({ item, messages, formats, instant }: ItemProps) {
  const { title, text } = toTexts(item, messages, formats, instant)
  const way = ways[item.kind]
  const { details = [], invitationIds = [], sentences = [] } = item
  return (
    <>
      <strong>{title}</strong>
      <p>
        {text} {way && <WayOn href={way} label={messages.show} title={title} />}
      </p>
      {details.length > 0 && (
        <p>
          {isReason(item) ? messages.reason('') : ''}
          {details.map((detail, index) => (
            <>
              {index > 0 && ', '}
              <code>{detail}</code>
            </>
          ))}
        </p>
      )}
      {sentences.length > 0 && (
        <ul lang="en">
          {sentences.map(sentence => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
      {!way && invitationIds.length > 0 && (
        <p>
          {invitationIds.map((id, index) => (
            <>
              {index > 0 && ', '}
              <a href={`/admin/invitations/${encodeURIComponent(id)}`}>{id}</a>
            </>
          ))}
        </p>
      )}
    </>
  )
}

/** The title once more for whoever goes from link to link without the text around it. */
function WayOn({ href, label, title }: { href: string; label: string; title: string }) {
  return (
    <a href={href}>
      {label}
      <span class="unseen">{` ${title}`}</span>
    </a>
  )
}

/** Are its details codes of what went wrong, and not names of whom it concerns? */
function isReason({ kind }: AttentionItem): boolean {
  return kind === 'ungranted' || kind === 'delayed' || kind === 'mailRefused'
}

function toTexts(
  item: AttentionItem,
  messages: Messages['overview']['attention'],
  formats: Formats,
  instant: (at: number) => string,
) {
  if ('until' in item) {
    const { title, text } = messages[item.kind]
    return { title, text: text(instant(item.until)) }
  }
  if (!('count' in item)) return messages[item.kind]
  const count = formats.count(item.count)
  const { title, text } = messages[item.kind]
  return { title: title(item.isMore ? messages.atLeast(count) : count), text }
}
