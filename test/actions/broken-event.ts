import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import { type Actions, createActions, node22, testGate } from './run-action.ts'

const runner = fileURLToPath(new URL('broken-event-runner.mjs', import.meta.url))

export const modes = ['invite-only', 'observe', 'open'] as const
export type Mode = (typeof modes)[number]
export type Handler = 'onExecutePreUserRegistration' | 'onExecutePostLogin' | 'onContinuePostLogin'

/** What is done to the part of an event at `path`; `strange` values are those that JSON does not have. */
export interface Breakage {
  path: string
  how: 'absent' | 'throws' | 'value' | 'strange'
  value?: unknown
}

export interface BrokenRun {
  calls: { method: string; args: unknown[] }[]
  thrown: string | null
}

interface Job {
  mode: Mode
  handler: Handler
  event: unknown
  broken?: Breakage[]
  /** Without prototypes, and frozen. */
  hardened?: boolean
}

/** Runs the built Actions of each mode on Node 22, thousands of times in one process. */
export function useBrokenEvents(): { run(job: Job): Promise<BrokenRun> } {
  const actions = new Map<Mode, Actions>()
  let child: ChildProcessWithoutNullStreams
  let answers: AsyncIterator<string>

  beforeAll(async () => {
    for (const mode of modes) actions.set(mode, await createActions({ ...testGate, mode }))
    child = spawn(node22, [runner], { env: {} })
    answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  })
  afterAll(async () => {
    const ended = new Promise(resolve => child.once('close', resolve))
    child.stdin.end()
    await ended
    for (const { remove } of actions.values()) await remove()
  })
  return {
    async run({ mode, ...job }) {
      const name = job.handler === 'onExecutePreUserRegistration' ? 'pre-user-registration' : 'post-login'
      const file = actions.get(mode)?.built.find(action => action.name === name)?.file
      child.stdin.write(`${JSON.stringify({ ...job, file })}\n`)
      const { value, done } = await answers.next()
      if (done) throw new Error('the runner has ended')
      return JSON.parse(value) as BrokenRun
    },
  }
}
