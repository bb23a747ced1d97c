import { parseArgs } from 'node:util'
import {
  askToGoOn,
  createPrinter,
  readTarget,
  runCommand,
  toChoices,
  toMappings,
} from './deploy/command-options.ts'
import { deployTenant } from './deploy/deploy-tenant.ts'
import { findFolder, readSettings } from './deploy/operator-folder.ts'

// `npm run deploy [-- --config <name>] [--connection <name>]... [--open-sign-up <name>]... [--dry-run | --yes]`:
// docs/deploying.md has every step.
const print = createPrinter(process.env)

await runCommand(async () => {
  const many = { type: 'string', multiple: true } as const
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({
    options: {
      config: { type: 'string' },
      connection: many,
      'open-sign-up': many,
      adopt: many,
      'dry-run': flag,
      yes: flag,
    },
  })
  const folder = findFolder(values.config)
  const settings = readSettings(folder)
  const outcome = await deployTenant({
    ...readTarget(process.env, settings),
    folder,
    choices: toChoices(values, settings),
    mappings: toMappings(process.env),
    print,
    confirm: async () => !values['dry-run'] && (await askToGoOn('Write this?', values.yes)),
  })
  if (outcome === 'declined') print('\nNothing has been changed.')
}, print)
