import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const a0deploy = fileURLToPath(new URL('../node_modules/.bin/a0deploy', import.meta.url))

export interface DeployTarget {
  /** `localhost:4443`: host and port, no scheme. */
  tenantDomain: string
  caFile: string
  clientId: string
  clientSecret: string
  /** Values for the `##KEY##` and `@@KEY@@` of the deployed files. */
  mappings?: Record<string, string>
}

export interface DeployResult {
  exitCode: number | null
  output: string
}

/**
 * Runs the real deploy CLI (about 30 s and 2 GB for an import). Its environment is what is given here and nothing of
 * the caller's: the CLI replaces keywords, in code too, by
 * whatever is in its environment.
 */
export function runDeployCli(
  args: string[],
  target: DeployTarget,
  onLine: (line: string) => void = () => undefined,
): Promise<DeployResult> {
  const child = spawn(process.execPath, [a0deploy, ...args], {
    env: {
      ...target.mappings,
      AUTH0_DOMAIN: target.tenantDomain,
      AUTH0_CLIENT_ID: target.clientId,
      AUTH0_CLIENT_SECRET: target.clientSecret,
      NODE_EXTRA_CA_CERTS: target.caFile,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = () => child.kill()
  process.once('exit', kill)
  const ended = new Promise<DeployResult>((resolve, reject) => {
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => (output += text))
      createInterface({ input: stream }).on('line', onLine)
    }
    child.once('error', reject)
    child.once('close', exitCode => resolve({ exitCode, output }))
  })
  return ended.finally(() => process.off('exit', kill))
}
