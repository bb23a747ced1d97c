import { join, relative } from 'node:path'
import {
  BaseSequencer,
  createVitest,
  type Reporter,
  type TestModule,
  type TestSpecification,
} from 'vitest/node'
import { markReached } from './mark-reached.ts'
import type { HostAnswer, HostRequest } from './run-tests.ts'

/**
 * A process that keeps one Vitest for all mutants: what has not changed is not transformed again. Each run has a fresh
 * worker, so that no mutant leaves anything behind for the next. Started as `test-host.ts <folder> [--marked]`.
 */
const [folder = '', ...flags] = process.argv.slice(2)
const isMarked = flags.includes('--marked')

class GivenOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files
  }
}

const send = (answer: HostAnswer) => process.send?.(answer)
let failed: HostAnswer | undefined

const reporter: Reporter = {
  async onTestModuleEnd(module) {
    send({ type: 'finished', file: relative(folder, module.moduleId) })
    if (module.ok() || failed) return
    failed = { type: 'failed', by: describeFailure(module) }
    // Only failed tests end a run by themselves, not files that cannot be loaded.
    void vitest.cancelCurrentRun('test-failure')
  },
}

function describeFailure(module: TestModule) {
  const test = [...module.children.allTests('failed')][0]
  const error = test?.result().errors?.[0] ?? module.errors()[0]
  const message = error?.message.split('\n')[0]?.slice(0, 200) ?? 'failed'
  return { file: relative(folder, module.moduleId), test: test?.fullName ?? '(file)', message }
}

const { default: config } = (await import(join(folder, 'vitest.config.ts'))) as {
  default: { test: { projects: { test: Record<string, unknown> }[] } & Record<string, unknown> }
}
const { projects, ...shared } = config.test
const marks = {
  name: 'marks',
  enforce: 'pre' as const,
  transform(text: string, id: string) {
    const file = relative(folder, id)
    return /^(contract|actions|service)\/.+\.tsx?$/.test(file) ? markReached(file, text) : undefined
  },
}
const vitest = await createVitest('test', {
  root: folder,
  config: false,
  watch: false,
  silent: true,
  reporters: [reporter],
  maxWorkers: 1,
  bail: 1,
  sequence: { sequencer: GivenOrder },
  projects: projects
    .filter(({ test }) => test.name !== 'end to end')
    .map(({ test }) => ({
      root: folder,
      plugins: isMarked ? [marks] : [],
      test: {
        ...shared,
        ...test,
        maxWorkers: 1,
        bail: 1,
        silent: true,
        setupFiles: [test.setupFiles, isMarked && join(folder, 'scripts/mutants/collect-reached.ts')]
          .flat()
          .filter(file => typeof file === 'string'),
      },
    })),
})
const specifications = await vitest.globTestSpecifications()

let mutated: readonly string[] = []

async function run({ files, changed, reachedFile }: HostRequest): Promise<void> {
  failed = undefined
  if (reachedFile) process.env.GUESTLIST_REACHED_FILE = reachedFile
  // What was another one at the last run has been put back since.
  for (const file of [...mutated, ...changed]) vitest.invalidateFile(join(folder, file))
  mutated = changed
  const chosen = files.flatMap(
    file => specifications.find(({ moduleId }) => moduleId === join(folder, file)) ?? [],
  )
  const { unhandledErrors } = await vitest.runTestSpecifications(chosen)
  process.exitCode = 0
  const [error] = unhandledErrors
  if (!failed && error) {
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 200)
    failed = { type: 'failed', by: { file: files[0] ?? '', test: '(unhandled error)', message } }
  }
  send(failed ?? { type: 'passed' })
}

process.on('message', (request: HostRequest) => void run(request))
// Whoever started this is gone: nothing of it may stay, not even a worker in an endless loop.
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'))
send({ type: 'ready' })
