interface QuotedMessageProps {
  /** Lines that are safe to show, from `toPersonalMessage`. */
  lines: readonly string[]
  inviterName: string | undefined
}

/** What the inviter wrote, plainly somebody else's words. Nothing when nothing was written. */
export function QuotedMessage({ lines, inviterName }: QuotedMessageProps) {
  if (lines.length === 0) return null
  return (
    <figure class="message">
      <blockquote>
        {lines.map(line => (
          <p>{line}</p>
        ))}
      </blockquote>
      <figcaption>Written by {inviterName ?? 'whoever invites you'}</figcaption>
    </figure>
  )
}
