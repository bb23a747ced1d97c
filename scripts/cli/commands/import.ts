import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CliError } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { readSeconds, readText, readTexts } from '../option-values.ts'

/** How often the service is asked how far it is. */
const POLL_MS = 1_000

const countNames = [
  ...['total', 'ready', 'malformed', 'duplicate', 'already_invited', 'already_member'],
  ...['created', 'failed', 'sent'],
] as const

interface Import {
  readonly id: string
  readonly status: string
  readonly failure: string | null
  readonly rows: Readonly<Record<(typeof countNames)[number], number>>
}

/** `guestlist import` */
export const importPeople: Command = {
  name: 'import',
  summary: 'Invite everybody in a file',
  usage: 'FILE',
  options: {
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean', short: 'y' },
    role: { type: 'string', short: 'r', multiple: true },
    application: { type: 'string', short: 'a' },
    connection: { type: 'string' },
    name: { type: 'string' },
    message: { type: 'string', short: 'm' },
    locale: { type: 'string' },
    ttl: { type: 'string' },
    'result-url': { type: 'string' },
    'ignore-unknown-columns': { type: 'boolean' },
    'failed-to': { type: 'string' },
  },
  help: {
    'dry-run': 'only say what would happen',
    yes: 'invite whoever is ready; without it nobody is',
    role: 'a role for rows that have none; several times for several',
    application: 'client id of the application it leads to',
    connection: 'the connection that has to be used',
    name: 'the inviter that people see (for clients)',
    message: 'a short message to everybody',
    locale: 'language for rows that have none',
    ttl: 'how long invitations are open: 3600, 12h, 7d',
    'result-url': 'where people go afterwards',
    'ignore-unknown-columns': 'pass over columns that mean nothing',
    'failed-to': 'write rows that failed to this file, to correct them',
  },
  examples: ['guestlist import students.csv --role Student --dry-run', 'guestlist import students.csv --yes'],
  async run(call) {
    const [file, ...others] = call.words
    if (file === undefined || others.length > 0) throw new CliError('usage', 'Name one file.')
    const preview = await uploadFile(call, file)
    showPreview(call, preview)
    const isGo = call.options.yes === true && call.options['dry-run'] !== true
    const done = isGo && preview.rows.ready > 0 ? await invite(call, preview) : preview
    await saveFailedRows(call, done)
    if (call.json) call.output.print(JSON.stringify(done))
    if (isGo && done.status !== 'finished')
      throw new CliError('failed', `The import is ${done.status}${done.failure ? ` (${done.failure})` : ''}.`)
    const bad = done.rows.malformed + done.rows.failed
    if (bad > 0) throw new CliError('refused', `${bad} of ${done.rows.total} rows could not be taken.`)
  },
}

async function uploadFile({ client, options }: Call, file: string): Promise<Import> {
  const size = await stat(file).then(
    found => found.size,
    (cause: unknown) => {
      throw new CliError('usage', `The file cannot be read: ${file}`, { cause })
    },
  )
  const roles = readTexts(options, 'role')
  const query = {
    file_name: basename(file).slice(-255),
    dry_run: options['dry-run'] === true ? 'true' : undefined,
    ignore_unknown_columns: options['ignore-unknown-columns'] === true ? 'true' : undefined,
    roles: roles && roles.length > 0 ? roles.join(';') : undefined,
    client_id: readText(options, 'application'),
    connection: readText(options, 'connection'),
    inviter_name: readText(options, 'name'),
    message: readText(options, 'message'),
    locale: readText(options, 'locale'),
    ttl_sec: readSeconds(options, 'ttl')?.toString(),
    result_url: readText(options, 'result-url'),
  }
  const type = /\.(ndjson|jsonl)$/i.test(file) ? 'application/x-ndjson' : 'text/csv'
  return client.upload<Import>('/api/imports', {
    query,
    type,
    size,
    idempotencyKey: randomUUID(),
    file: createReadStream(file),
  })
}

function showPreview({ output, json, options }: Call, { id, rows }: Import): void {
  if (json) return
  output.print(id)
  for (const name of countNames.slice(0, 6)) output.print(`  ${name.padEnd(16)}${rows[name]}`)
  if (options.yes !== true && options['dry-run'] !== true)
    output.remark('Nobody is invited yet: add --yes, or confirm it at /admin/imports.')
}

async function invite({ client, output }: Call, { id, rows }: Import): Promise<Import> {
  let now = await client.request<Import>('POST', `/api/imports/${id}/confirm`)
  while (now.status === 'confirmed' || now.status === 'running') {
    await pause(POLL_MS)
    now = await client.request<Import>('GET', `/api/imports/${id}`)
    output.remark(`${now.rows.created + now.rows.failed} of ${rows.ready} done`)
  }
  output.remark(`Invited ${now.rows.created}, failed ${now.rows.failed}.`)
  return now
}

async function saveFailedRows({ client, options }: Call, { id, rows }: Import): Promise<void> {
  const file = readText(options, 'failed-to')
  if (file === undefined || rows.malformed + rows.failed === 0) return
  await client.save(`/api/imports/${id}/failed.csv`, file)
}
