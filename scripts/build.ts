import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Gate } from '../contract/gate.ts'
import { parseGate } from '../contract/parse-gate.ts'
import { hasPlaceholder } from '../contract/placeholder.ts'
import { buildService, SERVICE_PROGRAM } from './build-service.ts'
import { isMain } from './is-main.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Names of the Actions: each is actions/<name>.ts here and actions/<name>/code.js in the tenant directory. */
export const ACTION_NAMES = ['pre-user-registration', 'post-login'] as const

/** Our limit for one bundle; Auth0's is 100 kB (https://auth0.com/docs/customize/actions/limitations). */
export const MAXIMUM_BUNDLE_BYTES = 40_000

export interface BuildOptions {
  /** The gate's settings, compiled into the Actions. */
  gateFile: string
  /** A directory for auth0-deploy-cli; the bundles go to its actions/<name>/code.js. */
  tenantDirectory: string
  /** Puts ids in the place of what the gate file has names for. */
  resolve?: (gate: Gate) => Promise<Gate>
}

export interface BuiltAction {
  name: string
  file: string
  bytes: number
}

/** Bundles the Actions for Node 22, as CommonJS, minified. Throws GateError, or Error for a bundle not fit to deploy. */
export async function buildActions({
  gateFile,
  tenantDirectory,
  resolve = async gate => gate,
}: BuildOptions): Promise<BuiltAction[]> {
  const gate = await resolve(parseGate(await readFile(gateFile, 'utf8')))
  return await Promise.all(
    ACTION_NAMES.map(async name => {
      const code = await bundle(name, gate)
      assertDeployable(name, code)
      const file = join(tenantDirectory, 'actions', name, 'code.js')
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, code)
      return { name, file, bytes: Buffer.byteLength(code) }
    }),
  )
}

async function bundle(name: string, gate: Gate): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'actions', `${name}.ts`)],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    minify: true,
    legalComments: 'none',
    // Sentences in Japanese would be twice as long.
    charset: 'utf8',
    define: { GUESTLIST_GATE: JSON.stringify(gate) },
    // Not a file of the project is read but those that are imported.
    tsconfigRaw: {},
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

/** Throws if a bundle is too large, or holds what auth0-deploy-cli would replace: it does so inside of code as well. */
export function assertDeployable(name: string, code: string): void {
  const bytes = Buffer.byteLength(code)
  if (bytes > MAXIMUM_BUNDLE_BYTES)
    throw new Error(`${name} has ${bytes} bytes; at most ${MAXIMUM_BUNDLE_BYTES} are allowed`)
  if (hasPlaceholder(code)) throw new Error(`${name} holds a keyword marker (##X## or @@X@@)`)
}

if (isMain(import.meta.url)) {
  const tenantDirectory = join(root, 'tenant')
  try {
    // For a plain `a0deploy import` of tenant/; `npm run deploy` builds its own.
    const gateFile = process.env.GATE_FILE || join(tenantDirectory, 'gate.json')
    const built = await buildActions({ gateFile, tenantDirectory })
    for (const { file, bytes } of built)
      console.log(`${relative(root, file)}  ${(bytes / 1000).toFixed(1)} kB`)
    await buildService()
    console.log(SERVICE_PROGRAM)
  } catch (error) {
    console.error(`Build failed: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
