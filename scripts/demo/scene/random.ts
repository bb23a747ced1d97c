/** Numbers that look random and are the same every time, each at least 0 and below 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Picks by weight: `[['often', 3], ['seldom', 1]]`. */
export function pick<Item>(random: () => number, choices: readonly (readonly [Item, number])[]): Item {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0)
  let rest = random() * total
  for (const [item, weight] of choices) {
    rest -= weight
    if (rest < 0) return item
  }
  throw new TypeError('nothing to pick from')
}
