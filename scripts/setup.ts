import { parseArgs } from 'node:util'
import { buildService } from './build-service.ts'
import { createPrinter, runCommand } from './deploy/command-options.ts'
import { findFolder } from './deploy/operator-folder.ts'
import { findSecretFiles, readSecretFile } from './deploy/secret-files.ts'
import { createSendRequest } from './deploy/send-request.ts'
import { askYes, createTerminal } from './deploy/terminal.ts'
import { createInterview } from './setup/interview.ts'
import { runSetup } from './setup/run-setup.ts'

const flags = [
  ...(['domain', 'public-url', 'audience', 'plan', 'connection', 'custom-domain'] as const),
  ...(['mail-from', 'organization', 'welcome-url', 'administrator'] as const),
]

/** `npm run setup`: asks what is not said with flags and variables; with `--yes` it asks nothing (docs/deploying.md). */
async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      ...Object.fromEntries(flags.map(name => [name, text])),
      config: text,
      yes: { type: 'boolean', default: false },
    },
  })
  const config = typeof values.config === 'string' ? values.config : undefined
  const folder = findFolder(config)
  const secrets = findSecretFiles(config ?? folder.name)
  const kept = readSecretFile(secrets.deploy)
  const all: Readonly<Record<string, unknown>> = values
  const said = toDefined(Object.fromEntries(flags.map(name => [`--${name}`, toText(all[name])])))
  const before = {
    SENDGRID_API_KEY: process.env.SENDGRID_API_KEY ?? process.env.SMTP_URL,
    '--domain': kept.AUTH0_DOMAIN,
    '--public-url': kept.PUBLIC_URL,
    '--audience': kept.API_AUDIENCE,
  }
  const given = Object.assign({}, kept, process.env, said, toDefined(before))
  const terminal = values.yes ? undefined : createTerminal()
  try {
    await runSetup({
      folder,
      secrets,
      interview: createInterview(given, terminal),
      environment: process.env,
      send: createSendRequest({ caFile: process.env.DEPLOY_CA_FILE || undefined }),
      print: createPrinter(given),
      confirm: async () => terminal === undefined || (await askYes(terminal, 'Write this?')),
    })
    // So that `npm start`, which builds nothing, has what to start.
    await buildService()
  } finally {
    terminal?.close()
  }
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function toDefined(record: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

await runCommand(main, text => console.log(text))
