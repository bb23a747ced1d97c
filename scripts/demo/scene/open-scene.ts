import type { LocalTenant } from '../../../local-tenant/start-local-tenant.ts'
import type { DeployedTenant } from '../deployed-tenant.ts'
import type { Output } from '../output.ts'
import type { Stack } from '../stack.ts'
import type { Urls } from '../urls.ts'
import { keepScene, takeScene } from './keep-scene.ts'
import { addPresent, writePast } from './scene.ts'
import type { Board } from './scene-page.ts'

export interface SceneOptions {
  directory: string
  deployed: DeployedTenant
  localTenant: LocalTenant
  urls: Urls
  output: Output
  /** Empties the ledger's file; no service has it open yet. */
  forgetLedger: () => void
  ledgerFile: string
  /** `kept`: as the last demo left it, and left for the next one. */
  scene: 'kept' | 'new'
}

/** A scene around the start of the service: the past is there before, the present comes after. */
export interface OpenedScene {
  readonly board: Board
  complete(stack: Pick<Stack, 'api' | 'urls' | 'application'>): Promise<void>
  /** For the next start; the service has stopped, the tenant is still there. */
  keep(): Promise<void>
}

/** Brings tenant and ledger to where the last demo ended, or writes the past anew. */
export async function openScene(options: SceneOptions): Promise<OpenedScene> {
  const { directory, deployed, localTenant, output, scene } = options
  const now = Date.now()
  // Taken in any case: whatever happens now, it will not belong to the ledger any more.
  const left = takeScene(directory, deployed, now)
  const kept = scene === 'kept' ? left : undefined
  const { state, madeAt, ...past } = kept
    ? { state: kept.state, madeAt: kept.madeAt, ...kept.scene }
    : await output.step('Writing six weeks of history', async () => {
        options.forgetLedger()
        return { ...(await writePast(deployed, { ...options, now })), madeAt: now }
      })
  await localTenant.control.restore(state)
  const board: Board = {}
  return {
    board,
    async complete(stack) {
      board.scene = kept
        ? kept.scene
        : await output.step('Inviting people, making links in every state', () => addPresent(stack, past))
    },
    async keep() {
      if (scene !== 'kept' || !board.scene) return
      // A tenant that is gone leaves nothing to keep.
      const left = await localTenant.control.snapshot().catch(() => undefined)
      if (left) keepScene(directory, deployed, { scene: board.scene, state: left, madeAt })
    },
  }
}
