import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuiltAction, buildActions } from '../../scripts/build.ts'

export const node22 = fileURLToPath(
  new URL('../../local-tenant/runtime/node_modules/.bin/node', import.meta.url),
)
const runner = fileURLToPath(new URL('action-runner.mjs', import.meta.url))

/** What an Action did with `api`, in order, and what it printed. */
export interface ActionRun {
  calls: { method: string; args: unknown[] }[]
  output: string[]
  /** How often it called `fetch`. */
  fetches: number
  handlers: string[]
}

export interface ActionJob {
  handler: 'onExecutePreUserRegistration' | 'onExecutePostLogin' | 'onContinuePostLogin'
  event: object
  /** Whether the login may be redirected; default yes. */
  canRedirect?: boolean
  /** Methods of `api` that throw. */
  failing?: string[]
}

export interface Actions {
  built: BuiltAction[]
  run(job: ActionJob): Promise<ActionRun>
  remove(): Promise<void>
}

/** Settings of the gate for tests, as in tenant/gate.json. */
export const testGate = {
  mode: 'invite-only',
  since: '2026-01-01T00:00:00Z',
  exceptions: { applications: ['funnel-id'], connections: ['partners'], client_metadata: 'guestlist_gate' },
  social_proof: { 'google-oauth2': ['gmail.com', 'hd'], apple: ['*'] },
  enterprise_domains: { acme: ['acme.example', 'xn--bcher-kva.example'] },
  trusted_organizations: [],
  admit_by_address: false,
  entry_by_address: true,
  grant_roles_as: 'rbac',
  claims: {
    roles: 'https://app.example/roles',
    app_metadata: { 'https://app.example/plan': 'plan' },
  },
}

/** Builds the real bundles with a gate and runs them under Node 22, each run in a fresh process. */
export async function createActions(gate: object = testGate): Promise<Actions> {
  const directory = await mkdtemp(join(tmpdir(), 'guestlist-actions-'))
  const gateFile = join(directory, 'gate.json')
  await writeFile(gateFile, JSON.stringify(gate))
  const built = await buildActions({ gateFile, tenantDirectory: directory })
  return {
    built,
    run(job) {
      const name = job.handler === 'onExecutePreUserRegistration' ? 'pre-user-registration' : 'post-login'
      const file = built.find(action => action.name === name)?.file
      return runInNode22({ canRedirect: true, ...job, file })
    },
    remove: () => rm(directory, { recursive: true }),
  }
}

async function runInNode22(job: object): Promise<ActionRun> {
  const child = spawn(node22, [runner], { env: {}, stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.on('data', chunk => {
    output += chunk
  })
  child.stderr.on('data', chunk => {
    errors += chunk
  })
  child.stdin.end(JSON.stringify(job))
  const code = await new Promise(resolve => child.once('close', resolve))
  if (code !== 0) throw new Error(`the Action threw: ${errors}`)
  return JSON.parse(output) as ActionRun
}
