import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { parseContents, putContents, type TenantContents } from './contents-file.ts'
import { type LocalTenant, startLocalTenant } from './start-local-tenant.ts'
import type { TenantState } from './state/state.ts'

// `npm run tenant`: the local tenant alone, until it is interrupted.

const usage = `npm run tenant -- [--port 4443] [--http-port 4400] [--state my-tenant.json] [--directory folder]

  --port        https: Management API, deploy CLI, logins
  --http-port   http: the custom domain, mailbox, telephone
  --state       what is in it (see local-tenant/README.md)
  --directory   keeps the tenant between starts; without it, it is gone at the end`

const { port, httpPort, state, directory } = readArguments()
const contents = state === undefined ? undefined : readContents(state)
const folder = directory ?? mkdtempSync(join(tmpdir(), 'local-tenant-'))
const tenant = await start()
if (contents) await putContents(tenant.control, contents).catch(endWith)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(0))
void tenant.ended.then(() => end(1))
console.log(await welcome(tenant))

async function start(): Promise<LocalTenant> {
  try {
    return await startLocalTenant({ directory: folder, httpsPort: port, httpPort })
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

async function endWith(error: unknown): Promise<void> {
  await tenant.stop()
  fail(`${state} cannot be put into the tenant: ${error instanceof Error ? error.message : String(error)}`)
}

async function end(code: number): Promise<void> {
  await tenant.stop()
  if (directory === undefined) rmSync(folder, { recursive: true, force: true })
  process.exit(code)
}

function fail(message: string): never {
  console.error(message)
  if (directory === undefined && folder) rmSync(folder, { recursive: true, force: true })
  process.exit(1)
}

function readArguments() {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ options: { port: text, 'http-port': text, state: text, directory: text } })
    const number = z.coerce.number().int().min(1).max(65_535)
    return {
      port: number.parse(values.port ?? 4443),
      httpPort: number.parse(values['http-port'] ?? 4400),
      state: values.state,
      directory: values.directory,
    }
  } catch {
    console.error(usage)
    process.exit(1)
  }
}

function readContents(file: string): TenantContents | { state: TenantState } {
  try {
    return parseContents(readFileSync(file, 'utf8'))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    console.error(`${file} is not what can be in a tenant:\n${reason}`)
    process.exit(1)
  }
}

async function welcome({ canonicalUrl, customUrl, caFile, control }: LocalTenant): Promise<string> {
  const { clientId, clientSecret } = await control.deployer()
  return `The local tenant runs. Ctrl+C ends it.

  Domain          ${new URL(canonicalUrl).host}   (${canonicalUrl}, certificate authority ${caFile})
  Custom domain   ${new URL(customUrl).host}   (${customUrl})
  Mailbox         ${customUrl}/mailbox
  Telephone       ${customUrl}/sms
  Deploying       AUTH0_DOMAIN=${new URL(canonicalUrl).host} AUTH0_CLIENT_ID=${clientId} AUTH0_CLIENT_SECRET=${clientSecret} NODE_EXTRA_CA_CERTS=${caFile}`
}
