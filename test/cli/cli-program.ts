import { spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { everyPermission, startTestService, type TestService } from '../service/http/test-service.ts'

const PROGRAM = fileURLToPath(new URL('../../scripts/cli/guestlist.mjs', import.meta.url))

export interface Run {
  code: number | null
  stdout: string
  stderr: string
}

/** The real program against a service that really listens. */
export interface CliScene {
  service: TestService
  env: Record<string, string>
  run(words: string[], env?: Record<string, string>): Promise<Run>
  /** Another access token, when the old one has had its time. */
  renewToken(): Promise<void>
  close(): Promise<void>
}

export async function startCliScene(): Promise<CliScene> {
  const service = await startTestService()
  const server = serve({ fetch: service.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const issueToken = () => service.tenant.issueAccessToken({ permissions: [...everyPermission] })
  const env = { GUESTLIST_URL: `http://127.0.0.1:${port}`, GUESTLIST_TOKEN: await issueToken() }
  return {
    service,
    env,
    run: (words, other) => runProgram(words, other ?? env),
    async renewToken() {
      env.GUESTLIST_TOKEN = await issueToken()
    },
    async close() {
      await new Promise(resolve => server.close(resolve))
      await service.close()
    },
  }
}

function runProgram(words: string[], env: Record<string, string>): Promise<Run> {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...env },
  })
  const run: Run = { code: null, stdout: '', stderr: '' }
  child.stdout.on('data', chunk => {
    run.stdout += chunk
  })
  child.stderr.on('data', chunk => {
    run.stderr += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ ...run, code }))
  })
}
