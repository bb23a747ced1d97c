import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { buildService, SERVICE_PROGRAM } from '../../scripts/build-service.ts'

/** The real service as a process of its own, and requests to it. */
export interface ServiceUnderFault {
  readonly process: ChildProcess
  /** Everything that it has printed. */
  output(): string
  /** The status of its readiness; 0 for no answer. */
  ready(): Promise<number>
  /** Invites an address; a request that was cut throws. */
  invite(email: string): Promise<{ status: number; id: string }>
  /** How many of a list it shows, or the status that says that it cannot. */
  list(): Promise<number>
  /** Resolves with how it ended. */
  readonly ended: Promise<unknown>
}

interface Options {
  readonly environment: Readonly<Record<string, string>>
  readonly token: string
  /** No file that it writes may become larger; in blocks of 512 bytes. */
  readonly maxFileBlocks?: number
}

/** Starts the service and waits until it is ready. */
export async function startService({
  environment,
  token,
  maxFileBlocks,
}: Options): Promise<ServiceUnderFault> {
  await buildService()
  const limit = maxFileBlocks === undefined ? '' : `ulimit -f ${maxFileBlocks};`
  const node = [process.execPath, SERVICE_PROGRAM]
  const child = spawn('/bin/sh', ['-c', `${limit} exec "$0" "$@"`, ...node], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', data => {
      output += data
    })
  const url = `http://localhost:${environment.PORT}`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const service: ServiceUnderFault = {
    process: child,
    output: () => output,
    ended: once(child, 'exit').then(([code, signal]) => code ?? signal),
    ready: () =>
      fetch(`${url}/health/ready`).then(
        ({ status }) => status,
        () => 0,
      ),
    async invite(email) {
      const body = JSON.stringify({ invitee: { email } })
      const answer = await fetch(`${url}/api/invitations`, { method: 'POST', headers, body })
      const { id } = (await answer.json()) as { id: string }
      return { status: answer.status, id }
    },
    list: () => fetch(`${url}/api/invitations`, { headers }).then(({ status }) => status),
  }
  while ((await service.ready()) !== 200) {
    if (child.exitCode !== null) throw new Error(`The service did not start.\n${output}`)
    await delay(50)
  }
  return service
}
