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
import { readEnvironment } from './deploy/secret-files.ts'

// `npm run deploy [-- --config <name>] [--connection <name>]... [--open-sign-up <name>]... [--dry-run | --yes]`:
// docs/deploying.md has every step.
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
  const environment = readEnvironment(process.env, values.config)
  const print = createPrinter(environment)
  const folder = findFolder(values.config)
  const settings = readSettings(folder)
  const outcome = await deployTenant({
    ...readTarget(environment, settings),
    folder,
    choices: toChoices(values, settings),
    mappings: toMappings(environment),
    print,
    confirm: async () => !values['dry-run'] && (await askToGoOn('Write this?', values.yes)),
  })
  if (outcome === 'declined') print('\nNothing has been changed.')
}, createPrinter(process.env))
