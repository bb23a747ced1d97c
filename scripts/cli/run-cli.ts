import { parseArgs } from 'node:util'
import { CliError, exitCodes } from './cli-error.ts'
import type { Command, Output } from './command.ts'
import { commands } from './commands.ts'
import { toCommandHelp, toHelp } from './help.ts'
import { readProfile } from './profile.ts'
import { createServiceClient } from './service-client.ts'

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly output: Output
}

const commonOptions = {
  json: { type: 'boolean' },
  profile: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Runs one command line and returns the exit code. Errors go to where people see them, in JSON if that was asked for. */
export async function runCli(words: readonly string[], { env, output }: Surroundings): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    output.print(toHelp())
    return name === undefined ? exitCodes.usage : exitCodes.ok
  }
  try {
    const command = commands.find(one => one.name === name)
    if (!command) throw new CliError('usage', `There is no command "${name}". See guestlist --help.`)
    await runCommand(command, rest, { env, output })
    return exitCodes.ok
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    const body = rest.includes('--json')
      ? JSON.stringify({ error: error.body ?? { message: error.message } })
      : error.message
    output.remark(body)
    return error.exitCode
  }
}

async function runCommand(command: Command, words: string[], { env, output }: Surroundings): Promise<void> {
  const { values, positionals } = parse(command, words)
  if (values.help === true) return output.print(toCommandHelp(command))
  const file = typeof values.profile === 'string' ? values.profile : undefined
  const client = createServiceClient(await readProfile(env, file))
  await command.run({ client, output, words: positionals, options: values, json: values.json === true })
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({ args, options: { ...command.options, ...commonOptions }, allowPositionals: true })
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : ''
    throw new CliError('usage', `${reason}. See guestlist ${command.name} --help.`, { cause })
  }
}
