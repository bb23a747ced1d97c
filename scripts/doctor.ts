import { parseArgs } from 'node:util'
import type { Finding } from '../service/diagnosis/finding.ts'
import { createPrinter, runCommand } from './deploy/command-options.ts'
import { findFolder } from './deploy/operator-folder.ts'
import { readEnvironment } from './deploy/secret-files.ts'
import { createSendRequest } from './deploy/send-request.ts'
import { examine } from './doctor/examine.ts'

/** Nothing found; something that keeps people out; something that may. */
const exitCodes = { none: 0, error: 1, warning: 2 } as const

/** `npm run doctor [-- --config <name>] [--json]`: looks, and changes nothing. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { config: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const environment = readEnvironment(process.env, values.config)
  const print = createPrinter(environment)
  const folder = findFolder(values.config)
  const trusting = createFetch(environment.DEPLOY_CA_FILE)
  const findings = await examine({ folder, environment, fetch: trusting, now: () => new Date() })
  print(values.json ? JSON.stringify({ findings }, null, 2) : describe(findings))
  const hasError = findings.some(({ severity }) => severity === 'error')
  process.exitCode = exitCodes[hasError ? 'error' : findings.length > 0 ? 'warning' : 'none']
}

/** `fetch`, which trusts one more authority where the deployment does. */
function createFetch(caFile: string | undefined): typeof fetch {
  if (!caFile) return fetch
  const send = createSendRequest({ caFile })
  return async (input, init = {}) => {
    const url = String(input)
    if (!url.startsWith('https:')) return await fetch(input, init)
    const { method = 'GET', body } = init
    const headers = Object.fromEntries(new Headers(init.headers))
    const answer = await send({ method, url, headers, ...(typeof body === 'string' && { body }) })
    const named = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    )
    const isEmpty = answer.status === 204 || answer.status === 304
    return new Response(isEmpty ? null : answer.text, { status: answer.status, headers: named })
  }
}

function describe(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Nothing is wrong, as far as can be seen from here.'
  const word = (severity: Finding['severity']) => (severity === 'error' ? 'WRONG  ' : 'WARNING')
  return findings
    .map(({ code, severity, problem, cure }) => `${word(severity)}  ${problem} (${code})\n         ${cure}`)
    .join('\n')
}

await runCommand(main, text => console.error(text))
