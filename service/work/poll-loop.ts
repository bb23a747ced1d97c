import type { Clock } from '../base/clock.ts'

/** Something that is looked after again and again. */
export interface PollLoop {
  start(): void
  /** Looks now; a look that is going on is followed by another. */
  wake(): void
  /** Looks no more and resolves when the look that is going on has ended. */
  stop(): Promise<void>
}

/** Creates a watch that looks when it is woken, and again after the milliseconds that `poll` answers; null: not. */
export function createPollLoop(poll: () => Promise<number | null>, clock: Clock): PollLoop {
  let isStarted = false
  let isMissed = false
  let polling: Promise<void> | null = null
  let cancelNext = () => {}

  const wake = () => {
    if (!isStarted) return
    isMissed = polling !== null
    polling ??= pollOnce().finally(() => {
      polling = null
      if (isMissed) wake()
    })
  }

  const pollOnce = async () => {
    cancelNext()
    const delayMs = await poll()
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
      await polling
    },
  }
}
