import { once } from 'node:events'
import { createServer } from 'node:net'
import type { TestProject } from 'vitest/node'
import { type PostgresServer, startPostgres } from '../../scripts/bench/postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where to ask for the server's address; the first who asks starts it. */
    postgresPort: number
  }
}

let started: Promise<PostgresServer> | undefined
const desk = createServer(socket => {
  started ??= startPostgres()
  started.then(
    server => socket.end(server.url('postgres')),
    (error: unknown) => socket.end(String(error)),
  )
  socket.on('error', () => {})
})

/** One PostgreSQL server for all test files of a run that want one, and none for a run without such files. */
export async function setup(project: TestProject): Promise<void> {
  desk.listen(0, '127.0.0.1')
  await once(desk, 'listening')
  const address = desk.address()
  if (typeof address !== 'object' || address === null) throw new TypeError('no port')
  project.provide('postgresPort', address.port)
}

export async function teardown(): Promise<void> {
  desk.close()
  await started?.then(
    server => server.stop(),
    () => {},
  )
}
