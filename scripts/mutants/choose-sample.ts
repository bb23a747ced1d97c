import { createHash } from 'node:crypto'

/** The parts of the product that decide who gets in; each is measured by itself. */
export const AREAS = [
  'contract',
  'actions',
  'service/invitations',
  'service/policy',
  'service/sign-in',
  'service/http/actions',
  'service/webhooks',
] as const

/** A small area is not left to chance. */
const LEAST_PER_AREA = 20

/** The area of a file, or the folder that it is in where it belongs to none. */
export function areaOf(file: string): string {
  const area = AREAS.find(area => file.startsWith(`${area}/`))
  return area ?? file.slice(0, file.lastIndexOf('/'))
}

/**
 * As many as asked for, or all there are, each area after its size. The same seed chooses the same, and what it has
 * chosen from the files that stay the same stays chosen when others change.
 */
export function chooseSample<T extends { key: string; file: string }>(
  all: readonly T[],
  { size, seed }: { size: number; seed: string },
): T[] {
  const ranked = all
    .map(mutant => ({ mutant, rank: createHash('sha256').update(`${seed}\n${mutant.key}`).digest('hex') }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1))
    .map(({ mutant }) => mutant)
  const areas = [...new Set(all.map(mutant => areaOf(mutant.file)))].sort()
  const least = Math.min(LEAST_PER_AREA, Math.ceil(size / Math.max(1, areas.length)))
  return areas.flatMap(area => {
    const ofArea = ranked.filter(mutant => areaOf(mutant.file) === area)
    return ofArea.slice(0, Math.max(least, Math.ceil((size * ofArea.length) / all.length)))
  })
}
