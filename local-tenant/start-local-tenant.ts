import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ensureCertificates } from './certificates.ts'
import { type Control, createControl } from './control/control.ts'
import { findFreePort } from './free-port.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Node 22 runs Actions at Auth0, so it runs them here. */
const node22 = fileURLToPath(new URL('runtime/node_modules/.bin/node', import.meta.url))
const startTimeoutMs = 30_000
const stopTimeoutMs = 5_000

export interface LocalTenantOptions {
  /** Default: a free port. */
  httpsPort?: number
  httpPort?: number
  /** Certificates, deployer.json and the kept state; made when it is not there. */
  directory: string
}

export interface LocalTenant {
  canonicalUrl: string
  customUrl: string
  /** For `NODE_EXTRA_CA_CERTS` of whatever calls the canonical domain. */
  caFile: string
  control: Control
  /** What the process printed so far, console output of Actions included. */
  output(): string
  /** Resolves when the process is gone, asked to or not, with how it ended. */
  ended: Promise<string>
  stop(): Promise<void>
}

/** Starts the local tenant as a process of its own. Throws with its output when it does not come up. */
export async function startLocalTenant(options: LocalTenantOptions): Promise<LocalTenant> {
  const { directory, httpsPort = await findFreePort(), httpPort = await findFreePort() } = options
  // Made before the start: Node reads NODE_EXTRA_CA_CERTS once, and Actions fetch https from this tenant.
  const { caFile } = await ensureCertificates(directory)
  const child = spawn(node22, ['--import', 'tsx', fileURLToPath(new URL('main.ts', import.meta.url))], {
    cwd: root,
    env: {
      LOCAL_TENANT_HTTPS_PORT: String(httpsPort),
      LOCAL_TENANT_HTTP_PORT: String(httpPort),
      LOCAL_TENANT_DIRECTORY: directory,
      NODE_EXTRA_CA_CERTS: caFile,
    },
    // The channel ends with this process, however it ends; the tenant stops when it does.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', text => (output += text))
  await waitUntilReady(child, () => output)
  const customUrl = new URL(`http://localhost:${httpPort}`).origin
  return {
    canonicalUrl: new URL(`https://localhost:${httpsPort}`).origin,
    customUrl,
    caFile,
    control: createControl(customUrl),
    output: () => output,
    ended: ended(child),
    stop: () => stop(child),
  }
}

function waitUntilReady(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(`was not ready after ${startTimeoutMs / 1000} s`), startTimeoutMs)
    const onExit = (code: number | null) => fail(`ended with code ${code}`)
    const onData = () => {
      if (!output().includes('tenant ready')) return
      settle()
      resolve()
    }
    function settle() {
      clearTimeout(timer)
      child.off('close', onExit)
      child.stdout?.off('data', onData)
    }
    function fail(reason: string) {
      settle()
      child.kill('SIGKILL')
      reject(new Error(`The local tenant ${reason}.\n${output()}`))
    }
    child.once('error', error => fail(`could not be started: ${error.message}`))
    // 'close', not 'exit': by then all of its output has arrived.
    child.once('close', onExit)
    child.stdout?.on('data', onData)
  })
}

async function ended(child: ChildProcess): Promise<string> {
  const [code, signal] = await once(child, 'close')
  return signal ? `signal ${signal}` : `exit code ${code}`
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
  child.kill('SIGTERM')
  await once(child, 'close')
  clearTimeout(timer)
}
