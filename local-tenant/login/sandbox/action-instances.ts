import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ActionCode, ActionResult, ActionTask } from './sandbox.ts'

/** All warm workers of one deployed version. */
export interface ActionInstances {
  fits(action: ActionCode): boolean
  run(task: ActionTask, timeoutMs: number): Promise<ActionResult>
  close(): Promise<void>
}

interface Instance {
  worker: Worker
  pending: Map<number, (result: ActionResult) => void>
}

const workerFile = fileURLToPath(new URL('./action-worker.cjs', import.meta.url))
const memory = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 }
/** From there on executions share a worker, so that a crowd of logins neither queues nor fills the machine. */
const maxInstances = 8

export function createActionInstances(action: ActionCode): ActionInstances {
  const instances = new Set<Instance>()
  let lastId = 0

  function start(): Instance {
    const worker = new Worker(workerFile, {
      env: {},
      // The tenant's own loader flags are not the Action's.
      execArgv: [],
      resourceLimits: memory,
      workerData: { name: action.name, code: action.code },
    })
    const instance: Instance = { worker, pending: new Map() }
    worker.unref()
    worker.on('message', (result: ActionResult & { id: number }) => settle(instance, result.id, result))
    worker.on('error', error => end(instance, error.message))
    worker.on('exit', () => end(instance, 'The Action ended its process'))
    instances.add(instance)
    return instance
  }

  function end(instance: Instance, message: string): void {
    instances.delete(instance)
    for (const id of instance.pending.keys()) settle(instance, id, failure(message))
  }

  function leastBusy(): Instance {
    const [best] = [...instances].sort((one, other) => one.pending.size - other.pending.size)
    return best && (best.pending.size === 0 || instances.size >= maxInstances) ? best : start()
  }

  return {
    fits: other => other.versionId === action.versionId && other.code === action.code,
    run(task, timeoutMs) {
      const instance = leastBusy()
      const id = ++lastId
      return new Promise(resolve => {
        const timer = setTimeout(() => {
          settle(instance, id, failure('The Action did not finish in time'))
          end(instance, 'The Action was stopped')
          void instance.worker.terminate()
        }, timeoutMs)
        instance.worker.ref()
        instance.pending.set(id, result => {
          clearTimeout(timer)
          resolve(result)
        })
        instance.worker.postMessage({ id, ...task })
      })
    },
    async close() {
      await Promise.all([...instances].map(instance => instance.worker.terminate()))
    },
  }
}

function settle(instance: Instance, id: number, result: ActionResult): void {
  instance.pending.get(id)?.(result)
  instance.pending.delete(id)
  if (instance.pending.size === 0) instance.worker.unref()
}

function failure(error: string): ActionResult {
  return { calls: [], metadata: {}, cache: {}, output: '', error }
}
