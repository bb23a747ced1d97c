interface OlderPagesProps {
  messages: { readonly pages: string; readonly older: string; readonly newest: string }
  path: string
  /** The part of the address that asks for the next page; undefined on the last one. */
  next: string | undefined
  isFirst: boolean
}

/** The ways through a list that goes on from where a page ended. */
export function OlderPages({ messages, path, next, isFirst }: OlderPagesProps) {
  if (isFirst && next === undefined) return null
  return (
    <nav class="pagination" aria-label={messages.pages}>
      {isFirst ? <span /> : <a href={path}>{messages.newest}</a>}
      {next !== undefined && (
        <a class="button button-quiet button-small" rel="next" href={`${path}${next}`}>
          {messages.older}
        </a>
      )}
    </nav>
  )
}
