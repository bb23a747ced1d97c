import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Moment } from './moments.ts'
import type { Stage } from './stage.ts'

export interface TourOptions {
  /** Gets a picture of each moment. */
  directory: string
  print: (text: string) => void
  /** How long each moment stays on a visible screen, in milliseconds. */
  pauseMs: number
}

/** Plays moments one after the other; rejects when one does not go as its caption says. Resolves with the pictures. */
export async function playTour(
  stage: Stage,
  moments: readonly Moment[],
  { directory, print, pauseMs }: TourOptions,
): Promise<string[]> {
  mkdirSync(directory, { recursive: true })
  const pictures: string[] = []
  for (const [index, moment] of moments.entries()) {
    const number = index + 1
    print(`\n${number} of ${moments.length}  ${moment.title}\n   ${moment.caption}`)
    await moment.play(stage)
    const picture = join(directory, `${String(number).padStart(2, '0')}-${moment.name}.png`)
    await stage.page().screenshot({ path: picture })
    pictures.push(picture)
    await delay(pauseMs)
  }
  await stage.leave()
  return pictures
}
