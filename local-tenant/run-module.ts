import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs TypeScript source as a module of a process of its own, in the project's root, with only this environment. */
export function spawnModule(source: string, environment: Record<string, string> = {}) {
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', source], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Runs a module to its end and returns what it printed, as JSON. Throws when it fails. */
export async function runModule<Output>(
  source: string,
  environment?: Record<string, string>,
): Promise<Output> {
  const child = spawnModule(source, environment)
  let output = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    output += text
  })
  const code = await new Promise(resolve => child.once('close', resolve))
  if (code !== 0) throw new Error(`The module ended with code ${code}: ${output}`)
  return JSON.parse(output) as Output
}
