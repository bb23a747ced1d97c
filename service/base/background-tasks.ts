import type { Log } from './log.ts'

/** Work that begins after its request was answered, so that nobody can read anything from the answer or its time. */
export interface BackgroundTasks {
  /**
   * Begins it now, or when it is its turn. False, and nothing begins, when too many wait already. `whose`: the link that
   * causes it; what others cause does not wait behind it.
   */
  begin(name: string, run: () => Promise<unknown>, whose?: string): boolean
  /** Resolves when none is under way or waits. */
  settled(): Promise<void>
}

const MAX_RUNNING = 100
const MAX_WAITING = 2_500
/** One link may take a tenth, so that nine more floods leave room for everybody else. */
const MAX_RUNNING_OF_ONE = 10
/** This many people may get a link in one message and press its button in one second. */
const MAX_WAITING_OF_ONE = 250

interface Queue {
  running: number
  readonly waiting: (() => Promise<void>)[]
}

/** Creates the background tasks of one service. One that fails is logged: whoever caused it is not there any more. */
export function createBackgroundTasks({ log }: { log: Log }): BackgroundTasks {
  const queues = new Map<string, Queue>()
  const underWay = new Set<Promise<void>>()
  let waiting = 0

  const startNext = () => {
    for (const [whose, queue] of queues) {
      if (underWay.size >= MAX_RUNNING) return
      const run = queue.running < MAX_RUNNING_OF_ONE ? queue.waiting.shift() : undefined
      if (!run) continue
      waiting--
      // Behind the others: each gets a turn.
      queues.delete(whose)
      queues.set(whose, queue)
      start(whose, queue, run)
    }
  }

  const start = (whose: string, queue: Queue, run: () => Promise<void>) => {
    queue.running++
    const backgroundTask = run().then(() => {
      underWay.delete(backgroundTask)
      queue.running--
      if (queue.running === 0 && queue.waiting.length === 0) queues.delete(whose)
      startNext()
    })
    underWay.add(backgroundTask)
  }

  return {
    begin(name, run, whose = name) {
      const queue = queues.get(whose) ?? { running: 0, waiting: [] }
      if (waiting >= MAX_WAITING || queue.waiting.length >= MAX_WAITING_OF_ONE) return false
      queues.set(whose, queue)
      waiting++
      queue.waiting.push(() =>
        afterThisTurn()
          .then(run)
          .then(() => undefined)
          .catch((error: unknown) =>
            log.error('background_task_failed', { backgroundTask: name, code: taskErrorOf(error) }),
          ),
      )
      startNext()
      return true
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

function afterThisTurn(): Promise<void> {
  return new Promise(resolve => void setImmediate(resolve))
}

/** Never the message: it may quote an address. */
function taskErrorOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
