import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** Installed packages are many and nobody's to change: the copy leads to them. */
const installed = ['node_modules', 'local-tenant/runtime/node_modules']
const leftOut = ['node_modules', '.git', '.cache', '.demo', 'dist', 'images']

/**
 * Lets work be done in a copy of the project, in a temporary folder, where a run that is killed leaves nothing that
 * anybody works with. Not by hard links, since tests write into the tree, and would write into the original. `onStop`
 * is called before the copy is removed, also when the program is interrupted.
 */
export async function inCopyOf<T>(
  root: string,
  work: (folder: string, onStop: (stop: () => void) => void) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'guestlist-mutants-'))
  const stops = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })]
  const stop = () => {
    for (const one of stops.splice(0)) one()
  }
  const interrupt = () => {
    stop()
    process.exit(130)
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    cpSync(root, folder, { recursive: true, filter: path => !leftOut.includes(basename(path)) })
    for (const path of installed) {
      // Without one of them tests fail by themselves, are left out, and every fault of theirs survives.
      if (!existsSync(join(root, path))) throw new Error(`${path} is not there: npm run tenant installs it.`)
      symlinkSync(join(root, path), join(folder, path))
    }
    return await work(folder, one => stops.unshift(one))
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    stop()
  }
}
