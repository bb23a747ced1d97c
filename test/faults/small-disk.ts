import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  findFreePort,
  findPrograms,
  POSTGRES_PASSWORD,
  serverUser,
  waitFor,
} from '../../scripts/bench/postgres-server.ts'

/** A PostgreSQL server on a small file system. It is started again whenever it ends, as a container would be. */
export interface SmallDisk {
  readonly url: string
  /** Somebody else's file takes all that is left. */
  fill(): void
  /** That file is deleted. */
  makeRoom(): void
  stop(): Promise<void>
}

const DISK_MEGABYTES = 56

/** A file system of its own in memory, which only these processes see, and which is gone with them. */
const SCRIPT = `
mount -t tmpfs -o size="$DISK"m,mode=777 small disk || exit 9
$AS "$PROGRAMS/initdb" --pgdata=disk/data --no-sync --wal-segsize=1 --encoding=UTF8 --locale=C \\
  --username=postgres --auth=scram-sha-256 --pwfile=password >initdb.log 2>&1 || exit 8
while [ ! -e stopped ]; do
  $AS "$PROGRAMS/postgres" -D disk/data -c listen_addresses=127.0.0.1 -c port="$PORT" \\
    -c unix_socket_directories= -c fsync=off -c full_page_writes=off -c shared_buffers=16MB \\
    -c min_wal_size=2MB -c max_wal_size=4MB -c max_connections=40 >>server.log 2>&1
  sleep 0.2
done &
serving=$!
while read -r what; do
  if [ "$what" = fill ]; then $AS dd if=/dev/zero of=disk/ballast bs=8k 2>/dev/null
  else rm disk/ballast; fi
done
: >stopped
kill -QUIT "$(head -1 disk/data/postmaster.pid)"
wait $serving
umount disk; rm -rf "$PWD"
`

/** Starts it; what is on its disk is nothing that anybody needs. */
export async function startOnSmallDisk(): Promise<SmallDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'guestlist-small-disk-'))
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  writeFileSync(join(folder, 'password'), POSTGRES_PASSWORD, { mode: 0o644 })
  const user = serverUser()
  for (const path of [folder, disk]) if (user) chownSync(path, user.uid, user.gid)
  const port = await findFreePort()
  const { enter, as } = waysIn()
  const [program = '', ...parameters] = [...enter, '/bin/sh', '-c', SCRIPT]
  const variables = {
    AS: as,
    PROGRAMS: findPrograms(folder, user),
    PORT: `${port}`,
    DISK: `${DISK_MEGABYTES}`,
  }
  const guard = spawn(program, parameters, {
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { PATH: process.env.PATH, ...variables },
  })
  const ended = once(guard, 'exit')
  const stop = async () => {
    guard.stdin.end()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const url = `postgres://postgres:${POSTGRES_PASSWORD}@127.0.0.1:${port}/postgres`
  await waitFor(url, guard).catch(async error => {
    await stop()
    throw error
  })
  return {
    url,
    fill: () => void guard.stdin.write('fill\n'),
    makeRoom: () => void guard.stdin.write('room\n'),
    stop,
  }
}

/** Root may mount, and on most machines whoever is root in a namespace of their own. */
export function canMount(): boolean {
  const [program = '', ...parameters] = waysIn().enter
  const attempt = [...parameters, 'mount', '-t', 'tmpfs', 'attempt', tmpdir()]
  return spawnSync(program, attempt, { stdio: 'ignore' }).status === 0
}

/** How to get where one may mount, and how the server, who may not be root, is started there. */
function waysIn(): { enter: string[]; as: string } {
  const user = serverUser()
  if (user) {
    const as = `setpriv --reuid=${user.uid} --regid=${user.gid} --clear-groups`
    return { enter: ['unshare', '--mount'], as }
  }
  return {
    enter: ['unshare', '--user', '--map-root-user', '--mount'],
    as: `unshare --user --map-user=${process.getuid?.()} --map-group=${process.getgid?.()}`,
  }
}
