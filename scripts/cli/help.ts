import type { Command } from './command.ts'
import { commands } from './commands.ts'

const common = [
  ['--json', 'answer in JSON, for scripts'],
  ['--profile FILE', 'credentials from this file (0600) instead of ~/.config/guestlist/profile.json'],
  ['--help', 'this text; after a command, its own'],
] as const

/** What `guestlist --help` says. */
export function toHelp(): string {
  return [
    'Usage: guestlist COMMAND [options]',
    '',
    'Invitations for Auth0 tenants, from the command line.',
    '',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(18)}${summary}`),
    '',
    'Options of every command:',
    ...toLines(common),
    '',
    'Credentials: GUESTLIST_URL and GUESTLIST_TOKEN, or GUESTLIST_URL, GUESTLIST_CLIENT_ID, GUESTLIST_CLIENT_SECRET,',
    'GUESTLIST_TOKEN_URL and GUESTLIST_AUDIENCE, in the environment or (url, token, client_id, …) in the profile file.',
    '',
    'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 denied, 4 not found, 5 refused, 6 limit reached, 7 not reachable.',
  ].join('\n')
}

/** What `guestlist COMMAND --help` says. */
export function toCommandHelp({ name, usage, summary, options, help, examples }: Command): string {
  const lines = Object.entries(options).map(([option, { type, short }]) => {
    const value = type === 'string' ? ' VALUE' : ''
    return [`${short ? `-${short}, ` : ''}--${option}${value}`, help[option] ?? ''] as const
  })
  return [
    `Usage: guestlist ${name} ${usage}`.trimEnd(),
    '',
    summary,
    '',
    'Options:',
    ...toLines([...lines, ...common]),
    '',
    'Examples:',
    ...examples.map(example => `  ${example}`),
  ].join('\n')
}

function toLines(pairs: readonly (readonly [string, string])[]): string[] {
  return pairs.map(([option, text]) => `  ${option.padEnd(26)}${text}`)
}
