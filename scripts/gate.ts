import { parseArgs } from 'node:util'
import { createPrinter, readTarget, runCommand, toChoices, toMappings } from './deploy/command-options.ts'
import { DeployError } from './deploy/deploy-error.ts'
import { findFolder, readSettings } from './deploy/operator-folder.ts'
import { readEnvironment } from './deploy/secret-files.ts'
import { askYes, createTerminal } from './deploy/terminal.ts'
import { type GateChange, switchGate } from './gate/switch-gate.ts'

const usage =
  'Say what becomes of the gate: npm run gate -- open | observe | invite-only [--admit all|none|<id>]..., or pardon --before <instant> | --user <id>...'

/** `npm run gate -- invite-only`: docs/deploying.md says what it asks. */
async function main(): Promise<void> {
  const many = { type: 'string', multiple: true } as const
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      admit: many,
      before: { type: 'string' },
      user: many,
      yes: { type: 'boolean', default: false },
    },
  })
  const change = readChange(positionals, values)
  const environment = readEnvironment(process.env, values.config)
  const print = createPrinter(environment)
  const folder = findFolder(values.config)
  const settings = readSettings(folder)
  const terminal = createTerminal()
  try {
    const outcome = await switchGate({
      ...readTarget(environment, settings),
      folder,
      change,
      choices: toChoices({}, settings),
      mappings: toMappings(environment),
      print,
      async pick() {
        if (values.admit) return values.admit
        // fail closed, for those outside: without a word about them they are neither admitted nor refused.
        if (values.yes)
          throw new DeployError('Nothing has been changed. Say whom to admit: --admit all, none or an id.')
        return [await terminal.ask('\nAdmit whom? all, none, numbers (1,3-5) or ids: ')]
      },
      confirm: async () => values.yes || (await askYes(terminal, 'Write this?')),
    })
    if (outcome === 'declined') print('\nNothing has been changed.')
  } finally {
    terminal.close()
  }
}

function readChange(
  [word, ...others]: readonly string[],
  { before, user = [] }: { before?: string | undefined; user?: string[] | undefined },
): GateChange {
  const isPardon = word === 'pardon'
  const hasPardon = before !== undefined || user.length > 0
  if (others.length > 0 || isPardon !== hasPardon) throw new DeployError(usage)
  if (isPardon) return { pardoned: { users: user, ...(before !== undefined && { before }) } }
  if (word !== 'open' && word !== 'observe' && word !== 'invite-only') throw new DeployError(usage)
  return { mode: word }
}

await runCommand(main, text => console.log(text))
