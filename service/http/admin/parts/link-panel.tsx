import { encode } from 'uqr'
import { messagesFor } from '../../../messages/messages.ts'
import type { Site } from '../../pages/site.ts'

interface LinkFieldProps {
  site: Site
  link: string
  /** The id tells several panels of a page apart. */
  id?: string
  /** Whose link it is, where there are several. */
  recipient?: string
}

/** A link to hand out, to copy or to scan. It stands on the page that made it, and on no other. */
export function LinkField({ site, link, id = 'link', recipient }: LinkFieldProps) {
  const messages = messagesFor(site.locale).invitation.link
  const label = recipient ? `${messages.label}: ${recipient}` : messages.label
  return (
    <div class="link-field">
      <label class="unseen" for={id}>
        {label}
      </label>
      <div class="copy">
        <input id={id} value={link} readonly spellcheck={false} autocomplete="off" />
        <button type="button" class="button button-quiet" data-copy={id} data-copied={messages.copied} hidden>
          {messages.copy}
        </button>
      </div>
      <details>
        <summary>{messages.qr}</summary>
        <QrCode text={link} title={label} />
      </details>
    </div>
  )
}

/** Always dark on light, and with the margin that cameras need (ISO/IEC 18004: four modules). */
function QrCode({ text, title }: { text: string; title: string }) {
  const { data, size } = encode(text, { border: 4, ecc: 'L' })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" shape-rendering="crispEdges">
      <title>{title}</title>
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path.join('')} fill="#000000" />
    </svg>
  )
}
