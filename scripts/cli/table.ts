/** Aligns rows under their titles. What comes from elsewhere cannot move a terminal's cursor. */
export function toTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [titles, ...rows].map(row => row.map(toPlain))
  const widths = titles.map((_, column) => Math.max(...all.map(row => row[column]?.length ?? 0)))
  return all
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Takes control characters out, which could rewrite what stands on a terminal. */
export function toPlain(text: string): string {
  return text.replace(/\p{Cc}|\p{Cf}/gu, ' ')
}
