import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A process of ours beside this one. */
export interface Child {
  readonly pid: number
  /** Everything that it has printed so far. */
  output(): string
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<string>
  /** Asks it to end as Ctrl-C does, insists after 5 s (SIGKILL), resolves when it is gone. */
  stop(): Promise<void>
  /** Ends it at once, as a power failure would. */
  kill(): Promise<void>
}

export interface ChildOptions {
  /** TypeScript or JavaScript, relative to the project. */
  file: string
  environment: Record<string, string>
  /** Where its output goes as well. */
  logFile: string
}

const project = fileURLToPath(new URL('../..', import.meta.url))
const followParent = new URL('follow-parent.mjs', import.meta.url).href

/** Starts a file in a process that sees only `environment` (and PATH) and never outlives this one. */
export function startChild({ file, environment, logFile }: ChildOptions): Child {
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : []
  const process_ = spawn(process.execPath, [...loader, '--import', followParent, file], {
    cwd: project,
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended = new Promise<string>(resolve => {
    process_.once('error', error => resolve(error.message))
    process_.once('close', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`))
  })
  return {
    pid: process_.pid ?? 0,
    output: collectOutput(process_, logFile),
    ended,
    async stop() {
      process_.kill('SIGINT')
      const insist = setTimeout(() => process_.kill('SIGKILL'), 5_000)
      await ended
      clearTimeout(insist)
    },
    async kill() {
      process_.kill('SIGKILL')
      await ended
    },
  }
}

function collectOutput(process_: ChildProcess, logFile: string): () => string {
  let text = ''
  for (const stream of [process_.stdout, process_.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      appendFileSync(logFile, chunk, { mode: 0o600 })
    })
  return () => text
}
