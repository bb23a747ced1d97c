import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createInMemoryTenant, type InMemoryTenant } from '../../local-tenant/in-memory-tenant.ts'
import { managementScopes } from '../../local-tenant/management/scopes.ts'
import type { TenantState } from '../../local-tenant/state/state.ts'
import type { Switches } from '../../local-tenant/state/switches.ts'
import { type DeployOptions, deployStaged } from '../../scripts/deploy/deploy-tenant.ts'
import { findFolder, type OperatorFolder } from '../../scripts/deploy/operator-folder.ts'
import type { DeployChoices } from '../../scripts/deploy/plan/plan-deployment.ts'
import type { HttpAnswer, HttpRequest, SendRequest } from '../../scripts/deploy/send-request.ts'
import { stageTenant } from '../../scripts/deploy/stage-tenant.ts'
import { createTenantApi, type TenantApi } from '../../scripts/deploy/tenant-api.ts'
import { undeployTenant } from '../../scripts/deploy/undo/undeploy-tenant.ts'
import { generateKeys } from '../../scripts/keys.ts'
import { shippedGate } from './shipped-gate.ts'

export const publicUrl = 'https://guestlist.acme.example'
export const apiAudience = 'https://guestlist.acme.example/api'

/** A tenant as somebody has it, and what its operator wants. */
export interface LivedInTenant {
  title: string
  /** Puts into a fresh tenant what has come together over the years. */
  furnish: (state: TenantState) => void
  switches?: Partial<Switches>
  choices?: Partial<DeployChoices>
  gate?: 'observe' | 'invite-only'
}

/** What happens to one request, by its number from 1. */
export type Disturbance = (request: HttpRequest, number: number) => 'lost' | 'killed' | HttpAnswer | undefined

export interface DeployWorld extends InMemoryTenant {
  folder: OperatorFolder
  /** What the command printed. */
  lines: string[]
  /** Requests to the Management API that were sent, as `METHOD /path`. */
  requests: string[]
  deploy(overrides?: Partial<DeployOptions>): ReturnType<typeof deployStaged>
  undeploy(overrides?: {
    gateOnly?: boolean
    confirm?: () => Promise<boolean>
  }): ReturnType<typeof undeployTenant>
  /** The Management API, as the application that deploys. */
  api: () => TenantApi
  /** What a command sends its requests with; as in life, each takes a while. */
  send: SendRequest
  deployer: { clientId: string; clientSecret: string }
  disturb(disturbance: Disturbance | undefined): void
  /** Gives the application that deploys all scopes but these. */
  withoutScopes(...scopes: string[]): void
  /** From now on its token does not say what it allows. */
  withholdScopes(): void
  state(): TenantState
}

type Staged = Awaited<ReturnType<typeof stageTenant>> & { gateText: string }

const keys = (await generateKeys()).deployment
const staged = new Map<string, Promise<Staged>>()
const scratch = mkdtempSync(join(tmpdir(), 'guestlist-deploy-world-'))
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }))

/** The files and the Actions are the same for every tenant: they are built once for each mode of the gate. */
async function stage(mode: string): Promise<Staged> {
  const gateText = shippedGate({ mode })
  const mappings = { ...keys, PUBLIC_URL: publicUrl, API_AUDIENCE: apiAudience }
  const files = await stageTenant(findFolder('staged', scratch), gateText, {
    mappings,
    provided: { AUTH0_DOMAIN: 'localhost:4443' },
  })
  return { ...files, gateText }
}

export function stagedWith(mode: 'observe' | 'invite-only'): Promise<Staged> {
  const files = staged.get(mode) ?? stage(mode)
  staged.set(mode, files)
  return files
}

/** Makes the tenant and somebody who deploys to it; time passes only while the command waits. */
export async function createDeployWorld(
  kind: LivedInTenant,
  startsAt = Date.parse('2026-12-01T09:00:00Z'),
): Promise<DeployWorld> {
  let clock = startsAt
  const tenant = createInMemoryTenant({ now: () => new Date(clock), switches: kind.switches ?? {} })
  tenant.tenant.state.connections = []
  kind.furnish(tenant.tenant.state)
  let disturbance: Disturbance | undefined
  const requests: string[] = []
  let isSilent = false
  const send = withholding(
    createSend(tenant, requests, () => disturbance),
    () => isSilent,
  )
  const deployer = deployerOf(tenant)
  const api = createApi(deployer, send, {
    now: () => clock,
    wait: async ms => {
      clock += ms
    },
  })
  const lines: string[] = []
  const configRoot = mkdtempSync(join(scratch, 'config-'))
  onTestFinished(() => rmSync(configRoot, { recursive: true, force: true }))
  const folder = findFolder('acme', configRoot)
  const choices = { connections: [], openSignUp: [], adopt: [], ...kind.choices }
  const print = (text: string) => void lines.push(text)
  const files = await stagedWith(kind.gate ?? 'observe')
  // Two backups are never of the same moment.
  const confirm = async () => {
    clock += 1_000
    return true
  }
  const shared = { folder, print, confirm }
  return {
    ...tenant,
    folder,
    lines,
    requests,
    api,
    deployer,
    send(request) {
      clock += 500
      return send(request)
    },
    deploy: overrides =>
      deployStaged(
        {
          ...shared,
          api: api(),
          publicUrl,
          apiAudience,
          choices,
          mappings: keys,
          now: () => new Date(clock),
          fetch: () => Promise.reject(new Error('nobody is there')),
          ...overrides,
        },
        files,
      ),
    undeploy: overrides =>
      undeployTenant({
        ...shared,
        api: api(),
        files: files.files,
        connections: choices.connections,
        gateOnly: false,
        ...overrides,
      }),
    disturb(next) {
      requests.length = 0
      disturbance = next
    },
    withoutScopes(...scopes) {
      const [grant] = tenant.tenant.state.client_grants
      if (grant) grant.scope = managementScopes.filter(scope => !scopes.includes(scope))
    },
    withholdScopes() {
      isSilent = true
    },
    state: () => structuredClone(tenant.tenant.state),
  }
}

/** Sends to the tenant in memory what a command would send over the wire. */
function createSend(
  { app }: InMemoryTenant,
  requests: string[],
  disturbanceOf: () => Disturbance | undefined,
): SendRequest {
  let isDead = false
  return async request => {
    const url = new URL(request.url)
    if (url.pathname !== '/oauth/token')
      requests.push(`${request.method} ${url.pathname.slice('/api/v2'.length)}`)
    const verdict = disturbanceOf()?.(request, requests.length)
    isDead = verdict === 'killed' || (isDead && disturbanceOf() !== undefined)
    if (isDead) throw new Error('the process is gone')
    if (typeof verdict === 'object') return verdict
    const { method, headers, body } = request
    const init = method === 'GET' ? { method, headers } : { method, headers, body: body ?? '' }
    const response = await app.request(request.url, init)
    const answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    }
    // Done, and nobody hears of it.
    if (verdict === 'lost') throw new Error('the connection was reset')
    return answer
  }
}

/** As a tenant whose tokens are references: nobody can read in them what they allow. */
function withholding(send: SendRequest, isSilent: () => boolean): SendRequest {
  let token = ''
  return async request => {
    if (!isSilent()) return await send(request)
    const authorization = `Bearer ${token}`
    const answer = await send({ ...request, headers: { ...request.headers, authorization } })
    if (!request.url.endsWith('/oauth/token')) return answer
    token = (JSON.parse(answer.text) as { access_token: string }).access_token
    return { ...answer, text: JSON.stringify({ access_token: 'a reference' }) }
  }
}

function deployerOf({ tenant }: InMemoryTenant): DeployWorld['deployer'] {
  const client = tenant.state.clients.find(({ client_id }) => client_id === 'deployer')
  return { clientId: 'deployer', clientSecret: client?.client_secret ?? '' }
}

function createApi(
  deployer: DeployWorld['deployer'],
  send: SendRequest,
  time: { now: () => number; wait: (ms: number) => Promise<void> },
): () => TenantApi {
  return () => createTenantApi({ domain: 'localhost:4443', ...deployer, send, ...time })
}
