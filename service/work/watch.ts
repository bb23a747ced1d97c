import type { Clock } from '../base/clock.ts'

/** Something that is looked after again and again. */
export interface Watch {
  start(): void
  /** Looks now; a look that is going on is followed by another. */
  wake(): void
  /** Looks no more and resolves when the look that is going on has ended. */
  stop(): Promise<void>
}

/** Creates a watch that looks when it is woken, and again after the milliseconds that `look` answers; null: not. */
export function createWatch(look: () => Promise<number | null>, clock: Clock): Watch {
  let isStarted = false
  let isMissed = false
  let looking: Promise<void> | null = null
  let cancelNext = () => {}

  const wake = () => {
    if (!isStarted) return
    isMissed = looking !== null
    looking ??= lookOnce().finally(() => {
      looking = null
      if (isMissed) wake()
    })
  }

  const lookOnce = async () => {
    cancelNext()
    const delayMs = await look()
    if (isStarted && delayMs !== null) cancelNext = clock.schedule(delayMs, wake)
  }

  return {
    start() {
      isStarted = true
      wake()
    },
    wake,
    async stop() {
      isStarted = false
      cancelNext()
      await looking
    },
  }
}
