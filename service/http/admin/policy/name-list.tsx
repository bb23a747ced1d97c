interface NameListProps {
  /** Null: whatever there is. */
  names: readonly string[] | null
  all: string
  none: string
}

/** Names beside each other, or a word for all or none of them. */
export function NameList({ names, all, none }: NameListProps) {
  if (names === null) return <>{all}</>
  if (names.length === 0) return <span class="quiet">{none}</span>
  return (
    <ul class="tags">
      {names.map(name => (
        <li>{name}</li>
      ))}
    </ul>
  )
}
