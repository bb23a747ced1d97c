/** Tells for each column whether all rows have one value. */
export type Shared = readonly boolean[]

/** Finds the columns that have one and the same value in all rows. */
export function findShared(rows: readonly (readonly unknown[])[]): Shared {
  const [first = []] = rows
  return first.map((value, column) => rows.every(row => row[column] === value))
}

/** The parameters of a statement over rows: first those that are shared, then what is each row's own. */
export function toParameters(rows: readonly (readonly unknown[])[], shared: Shared): unknown[] {
  const parameters = (rows[0] ?? []).filter((_, column) => shared[column])
  for (const row of rows)
    for (let column = 0; column < row.length; column++) if (!shared[column]) parameters.push(row[column])
  return parameters
}

/**
 * The text of a statement over rows with its parameters numbered as above. It has one for each column of each row, in
 * that order, as `?` (https://www.sqlite.org/lang_expr.html#varparam) or `$1`, and no such character anywhere else.
 */
export function shareParameters(text: string, shared: Shared): string {
  let last = 0
  const numbers = shared.map(isShared => (isShared ? ++last : 0))
  let place = 0
  return text.replace(/\?|\$\d+/g, mark => {
    const number = numbers[place++ % shared.length]
    return `${mark.charAt(0)}${number || ++last}`
  })
}
