import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { CliError, exitCodes } from './cli-error.ts'
import type { Command, OptionValues, Output } from './command.ts'
import { commands } from './commands.ts'
import { createConfirm } from './confirm.ts'
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
  if (name === '--version' || name === 'version') {
    output.print(readVersion())
    return exitCodes.ok
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    output.print(toHelp())
    return name === undefined ? exitCodes.usage : exitCodes.ok
  }
  try {
    const command = commands.find(one => one.name === name)
    if (!command)
      throw new CliError('usage', `There is no command "${name}"${toNearest(name)}. See guestlist --help.`)
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
  await command.run({
    client,
    output,
    words: positionals,
    options: values,
    json: values.json === true,
    confirm: createConfirm((values as OptionValues).yes === true),
  })
}

/** Names the command that somebody may have meant. */
function toNearest(name: string): string {
  const near = commands.find(one => one.name.startsWith(name.slice(0, 3)) && name.length > 2)
  return near ? ` (${near.name}?)` : ''
}

/** The version of the package that this program comes with. */
function readVersion(): string {
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({ args, options: { ...command.options, ...commonOptions }, allowPositionals: true })
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : ''
    throw new CliError('usage', `${reason}. See guestlist ${command.name} --help.`, { cause })
  }
}
