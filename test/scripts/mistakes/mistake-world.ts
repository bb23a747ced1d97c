import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { LocalTenant } from '../../../local-tenant/start-local-tenant.ts'
import { SERVICE_PROGRAM } from '../../../scripts/build-service.ts'
import { generateKeys } from '../../../scripts/keys.ts'
import { apiAudience, publicUrl } from '../../deploy/deploy-world.ts'
import { makeEnvironment } from '../../service/test-environment.ts'
import type { Outcome } from './mistakes.ts'

type Changes = Record<string, string | undefined>

/** A set-up in which nothing is wrong, in which one mistake is made. */
export interface MistakeWorld {
  folder: string
  /** Writes a file that only its owner can read; returns its name. */
  write(name: string, text: string): string
  /** Starts the service until it ends by itself. */
  start(changes: Changes): Promise<Outcome>
  /** Starts the service against the local tenant until it says that it has found this. */
  startAndWait(code: string, changes: Changes): Promise<Outcome>
  /** Runs a command as npm does, without a terminal. */
  run(script: string, args: string[], changes?: Changes): Promise<Outcome>
}

const { deployment } = await generateKeys()
const MOST_MS = 40_000

/** Creates it for one test, and takes it away with it. */
export async function createMistakeWorld(tenant: LocalTenant): Promise<MistakeWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'guestlist-mistake-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const domain = new URL(tenant.canonicalUrl).host
  const service = { ...(await makeEnvironment()), PORT: '0', LEDGER_FILE: join(folder, 'guestlist.db') }
  const { clientId, clientSecret } = await tenant.control.deployer()
  const here = {
    AUTH0_DOMAIN: domain,
    AUTH0_CUSTOM_DOMAIN: undefined,
    AUTH0_MANAGEMENT_CLIENT_ID: clientId,
    AUTH0_MANAGEMENT_CLIENT_SECRET: clientSecret,
    AUTH0_CLIENT_ID: clientId,
    AUTH0_CLIENT_SECRET: clientSecret,
    AUTH0_ADMIN_CLIENT_ID: undefined,
    AUTH0_ADMIN_CLIENT_SECRET: undefined,
    SENDGRID_BASE_URL: tenant.customUrl,
    NODE_EXTRA_CA_CERTS: tenant.caFile,
  }
  const launch = (program: string[], env: Changes) => {
    const child = spawn(process.execPath, program, {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    return child
  }
  return {
    folder,
    write(name, text) {
      const file = join(folder, name)
      writeFileSync(file, text, { mode: 0o600 })
      return file
    },
    start: changes => watch(launch([SERVICE_PROGRAM], { ...service, ...changes })),
    startAndWait: (code, changes) =>
      watch(launch([SERVICE_PROGRAM], { ...service, ...here, ...changes }), `"code":"${code}"`),
    run: (script, args, changes = {}) =>
      watch(
        launch(['--import', 'tsx', `scripts/${script}.ts`, ...args], {
          ...deployment,
          AUTH0_DOMAIN: domain,
          PUBLIC_URL: publicUrl,
          API_AUDIENCE: apiAudience,
          DEPLOY_CLIENT_ID: clientId,
          DEPLOY_CLIENT_SECRET: clientSecret,
          DEPLOY_CA_FILE: tenant.caFile,
          GUESTLIST_CONFIG_DIR: join(folder, 'config'),
          GUESTLIST_SECRETS_DIR: join(folder, 'secrets'),
          ...changes,
        }),
      ),
  }
}

/** Until it ends, or has written a line with these words, which ends it. */
function watch(child: ChildProcess, words?: string): Promise<Outcome> {
  let output = ''
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`neither ended nor said so:\n${output}`)), MOST_MS)
    const settle = (code: number | null) => {
      clearTimeout(timer)
      resolve({ code, output })
    }
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', text => {
        output += text
        const lines = output.split('\n').slice(0, -1)
        if (words !== undefined && lines.some(line => line.includes(words))) settle(0)
      })
    child.once('close', settle)
  })
}
