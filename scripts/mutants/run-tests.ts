import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface HostRequest {
  /** Test files, in the order that they run in. */
  files: string[]
  /** Files whose text is another one than in the project, during this run. */
  changed: string[]
  /** Where to write what was reached. */
  reachedFile?: string
}

/** What noticed a fault. */
export interface Failure {
  file: string
  test: string
  message: string
}

export type HostAnswer =
  | { type: 'ready' | 'passed' }
  | { type: 'finished'; file: string }
  | { type: 'failed'; by: Failure }

export type Outcome =
  | { outcome: 'passed' }
  | { outcome: 'failed'; by: Failure }
  | { outcome: 'timed-out'; by: Failure }

/** Runs test files of a copy of the project, in a process of its own that ends when one of them hangs. */
export interface TestRunner {
  /** Stops at the first failure. `allowMs` is how long a file may take before it counts as hanging. */
  run(request: HostRequest, allowMs: (file: string) => number): Promise<Outcome>
  /** Ends the process, and whatever its tests have started, at once. */
  close(): void
}

const host = fileURLToPath(new URL('test-host.ts', import.meta.url))
const START_ALLOWANCE_MS = 120_000

/** Creates the runner; its process starts with the first run, and again after one that hung. */
export function createTestRunner(folder: string, flags: readonly string[] = []): TestRunner {
  let child: ChildProcess | undefined
  let isReady: Promise<void> | undefined

  const start = () => {
    const started = spawn(process.execPath, ['--import', 'tsx', host, folder, ...flags], {
      cwd: folder,
      // A group of its own, which can be ended with all that its tests have started.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child = started
    isReady = waitUntilReady(started)
    return started
  }

  const close = () => {
    if (child) end(child)
    child = undefined
  }

  return {
    async run(request, allowMs) {
      const running = child ?? start()
      await isReady
      const outcome = await runIn(running, request, allowMs)
      if (outcome.outcome === 'timed-out') close()
      return outcome
    },
    close,
  }
}

async function waitUntilReady(child: ChildProcess): Promise<void> {
  const timer = setTimeout(() => end(child), START_ALLOWANCE_MS)
  const [answer] = await Promise.race([once(child, 'message'), once(child, 'exit')])
  clearTimeout(timer)
  if ((answer as Partial<HostAnswer> | null)?.type !== 'ready') throw new Error('Vitest did not start')
}

/** Ends a process with its group. */
function end(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function runIn(child: ChildProcess, request: HostRequest, allowMs: (file: string) => number) {
  return new Promise<Outcome>(resolve => {
    const waiting = [...request.files]
    const hang = (message: string) =>
      finish({ outcome: 'timed-out', by: { file: waiting[0] ?? '', test: '(file)', message } })
    const expect = () => setTimeout(() => hang('took far too long'), allowMs(waiting[0] ?? ''))
    let timer = expect()
    const listen = (answer: HostAnswer) => {
      if (answer.type === 'finished') {
        waiting.splice(waiting.indexOf(answer.file), 1)
        clearTimeout(timer)
        timer = expect()
      }
      if (answer.type === 'passed') finish({ outcome: 'passed' })
      if (answer.type === 'failed') finish({ outcome: 'failed', by: answer.by })
    }
    const exit = () => hang('ended the process of the tests')
    const finish = (outcome: Outcome) => {
      clearTimeout(timer)
      child.off('message', listen)
      child.off('exit', exit)
      resolve(outcome)
    }
    child.on('message', listen)
    child.once('exit', exit)
    child.send(request)
  })
}
