const parentCheckMs = 500

/** Resolves when this process is to end: Ctrl-C, SIGTERM, a closed terminal, or a parent that is gone. */
export function createStopSignal(): Promise<void> {
  return new Promise(resolve => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve())
    // Nobody tells a process that its parent was killed; it gets another one.
    const parent = process.ppid
    const timer = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(timer)
      resolve()
    }, parentCheckMs)
    timer.unref()
  })
}
