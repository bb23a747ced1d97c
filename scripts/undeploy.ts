import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { askToGoOn, createPrinter, readTarget, runCommand, toMappings } from './deploy/command-options.ts'
import { findFolder, readSettings } from './deploy/operator-folder.ts'
import { readEnvironment } from './deploy/secret-files.ts'
import { stageTenant, TENANT_DIRECTORY } from './deploy/stage-tenant.ts'
import { undeployTenant } from './deploy/undo/undeploy-tenant.ts'

// `npm run undeploy [-- --config <name>] [--gate] [--yes]`: takes out what is Guestlist's and puts back what its backups
// hold; with --gate it lets everybody in again and leaves the rest.
await runCommand(async () => {
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({ options: { config: { type: 'string' }, gate: flag, yes: flag } })
  const environment = readEnvironment(process.env, values.config)
  const print = createPrinter(environment)
  const folder = findFolder(values.config)
  const settings = readSettings(folder)
  const { api, publicUrl, apiAudience } = readTarget(environment, settings)
  // Only names are needed of the files: neither the gate, which may be what went wrong, nor any secret.
  const { files } = await stageTenant(folder, readFileSync(join(TENANT_DIRECTORY, 'gate.json'), 'utf8'), {
    mappings: { ...toMappings(environment), PUBLIC_URL: publicUrl, API_AUDIENCE: apiAudience },
    provided: { AUTH0_DOMAIN: api.domain, GUESTLIST_ACTION_KEY: '-', GUESTLIST_HANDOFF_KEYS: '-' },
  })
  const outcome = await undeployTenant({
    folder,
    api,
    files,
    connections: settings.connections ?? [],
    gateOnly: values.gate,
    print,
    confirm: () => askToGoOn(values.gate ? 'Let everybody in again?' : 'Do this?', values.yes),
  })
  if (outcome === 'declined') print('\nNothing has been changed.')
}, createPrinter(process.env))
