import { inviteeWords } from '../../../words/invitee/words.ts'
import type { Site } from '../site.ts'

interface QuotedMessageProps {
  site: Site
  /** Lines that are safe to show, from `toPersonalMessage`. */
  lines: readonly string[]
  inviterName: string | undefined
}

/** What the inviter wrote, plainly somebody else's words. Nothing when nothing was written. */
export function QuotedMessage({ site, lines, inviterName }: QuotedMessageProps) {
  if (lines.length === 0) return null
  return (
    <figure class="message">
      <blockquote>
        {lines.map(line => (
          <p dir="auto">{line}</p>
        ))}
      </blockquote>
      <figcaption>{inviteeWords(site.locale).invitation.writtenBy(inviterName)}</figcaption>
    </figure>
  )
}
