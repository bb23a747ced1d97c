import { join } from 'node:path'
import type { Output } from '../output.ts'
import type { Stack } from '../stack.ts'
import { moments } from './moments.ts'
import { playTour } from './play-tour.ts'
import { createStage } from './stage.ts'
import { hasDisplay, openTourBrowser } from './tour-browser.ts'

export interface RunOptions {
  /** For the browser, and for the pictures. */
  directory: string
  output: Output
  /** No window, even where there is a screen. */
  headless: boolean
}

/** Long enough to read a caption. */
const pauseMs = 5_000

/** Plays the whole tour in a browser of its own. Rejects when a moment fails. */
export async function runTour(stack: Stack, { directory, output, headless }: RunOptions): Promise<void> {
  const { browser, isVisible } = await output.step('Opening a browser', () =>
    openTourBrowser(join(directory, 'browser'), headless || !hasDisplay()),
  )
  try {
    if (!isVisible && !headless)
      output.print('There is no browser to be seen here; the pictures show what it saw.')
    const pictures = join(directory, 'tour')
    const stage = createStage(stack, browser)
    const options = { directory: pictures, print: output.print, pauseMs: isVisible ? pauseMs : 0 }
    await playTour(stage, moments, options)
    for (const problem of stage.problems()) output.print(`Not as it should be: ${problem}`)
    output.print(`\nThat was the tour. A picture of each moment is in ${pictures}`)
  } finally {
    await browser.close()
  }
}
