import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { parseContents, putContents, type TenantContents } from './contents-file.ts'
import { type LocalTenant, startLocalTenant } from './start-local-tenant.ts'
import type { TenantState } from './state/state.ts'

// `npm run tenant`: the local tenant alone, until it is interrupted.

const usage = `npm run tenant -- [--port 4443] [--http-port 4400] [--state my-tenant.json] [--directory folder]

  --port        https: Management API, deploy CLI, logins
  --http-port   http: the custom domain, mailbox, telephone
  --state       what a new tenant has in it (see local-tenant/README.md)
  --directory   keeps the tenant between starts; without it, it is gone at the end`

const { port, httpPort, stateFile, directory } = readArguments()
const contents = stateFile === undefined ? undefined : readContents(stateFile)
const folder = directory ?? mkdtempSync(join(tmpdir(), 'local-tenant-'))
const keptState = join(folder, 'state.json')
const isKept = existsSync(keptState)
let isEnding = false
const tenant = await start()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(0))
// A terminal's Ctrl+C reaches the tenant as well: that it is gone then is no failure.
void tenant.ended.then(() => end(1))
if (contents && !isKept) await putContents(tenant.control, contents).catch(refuseContents)
console.log(await welcome(tenant))

async function start(): Promise<LocalTenant> {
  try {
    return await startLocalTenant({ directory: folder, httpsPort: port, httpPort })
  } catch (error) {
    if (directory === undefined) rmSync(folder, { recursive: true, force: true })
    return fail(reasonOf(error))
  }
}

/** Leaves no half-filled tenant, which the next start would take for the one to go on with. */
async function refuseContents(error: unknown): Promise<void> {
  isEnding = true
  await tenant.stop()
  rmSync(directory === undefined ? folder : keptState, { recursive: true, force: true })
  fail(`${stateFile} cannot be put into the tenant: ${reasonOf(error)}`)
}

async function end(code: number): Promise<void> {
  if (isEnding) return
  isEnding = true
  await tenant.stop()
  if (directory === undefined) rmSync(folder, { recursive: true, force: true })
  process.exit(code)
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error)
  return error instanceof Error ? error.message : String(error)
}

function readArguments() {
  const text = { type: 'string' } as const
  const number = z.coerce.number().int().min(1).max(65_535)
  try {
    const { values } = parseArgs({ options: { port: text, 'http-port': text, state: text, directory: text } })
    return {
      port: number.parse(values.port ?? 4443),
      httpPort: number.parse(values['http-port'] ?? 4400),
      stateFile: values.state,
      // Absolute: it is printed for shells that stand elsewhere.
      directory: values.directory === undefined ? undefined : resolve(values.directory),
    }
  } catch {
    return fail(usage)
  }
}

function readContents(file: string): TenantContents | { state: TenantState } {
  try {
    return parseContents(readFileSync(file, 'utf8'))
  } catch (error) {
    return fail(`${file} is not what can be in a tenant:\n${reasonOf(error)}`)
  }
}

async function welcome({ canonicalUrl, customUrl, caFile, control }: LocalTenant): Promise<string> {
  const { clientId, clientSecret } = await control.deployer()
  const host = new URL(canonicalUrl).host
  const lines = [
    'The local tenant runs. Ctrl+C ends it.',
    '',
    `  Domain          ${host}   (${canonicalUrl}, certificate authority ${caFile})`,
    `  Custom domain   ${new URL(customUrl).host}   (${customUrl})`,
    `  Mailbox         ${customUrl}/mailbox`,
    `  Telephone       ${customUrl}/sms`,
    `  Deploying       AUTH0_DOMAIN=${host} AUTH0_CLIENT_ID=${clientId} AUTH0_CLIENT_SECRET=${clientSecret} NODE_EXTRA_CA_CERTS=${caFile}`,
  ]
  if (isKept) lines.push('', `It goes on as it was kept in ${folder}.`)
  if (isKept && stateFile !== undefined)
    lines.push(`${stateFile} was not put into it: that is for a new one. Delete ${keptState} to begin anew.`)
  return lines.join('\n')
}
