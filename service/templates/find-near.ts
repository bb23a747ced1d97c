/** So many slips of the finger, for words that are long enough to have been meant. */
const MAX_SLIPS = 2

/** The names that somebody may have meant by a word that is none of them, the nearest first. */
export function findNear(word: string, names: readonly string[]): string[] {
  const typed = word.toLowerCase()
  const slips = Math.min(MAX_SLIPS, Math.floor(typed.length / 2))
  return names
    .map(name => ({ name, distance: distanceOf(typed, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= slips)
    .sort((one, other) => one.distance - other.distance)
    .map(({ name }) => name)
}

/** How many letters to add, leave out, replace or swap with the next one (Damerau and Levenshtein). */
function distanceOf(one: string, other: string): number {
  let before: number[] = []
  let above = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current.push(
        Math.min(
          (above[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (above[column - 1] ?? 0) + (isSame ? 0 : 1),
          ...(isSwapped ? [(before[column - 2] ?? 0) + 1] : []),
        ),
      )
    }
    before = above
    above = current
  }
  return above.at(-1) ?? 0
}
