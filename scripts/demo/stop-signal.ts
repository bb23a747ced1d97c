import { readFileSync } from 'node:fs'

const checkMs = 500

/** Resolves when this process is to end: Ctrl-C, SIGTERM, a closed terminal, or nobody left who started it. */
export function createStopSignal(): Promise<void> {
  return new Promise(resolve => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve())
    // Nobody tells a process that its parent was killed; it gets another one.
    const ancestors = listAncestors()
    const timer = setInterval(() => {
      if (listAncestors() === ancestors) return
      clearInterval(timer)
      resolve()
    }, checkMs)
    timer.unref()
  })
}

/** The parent, and its own: between npm and us there is a shell, which waits for us when npm is killed. */
function listAncestors(): string {
  const parent = process.ppid
  try {
    const status = readFileSync(`/proc/${parent}/status`, 'utf8')
    return `${parent} ${/^PPid:\s+(\d+)$/m.exec(status)?.[1]}`
  } catch {
    // Other systems than Linux: the parent alone.
    return String(parent)
  }
}
