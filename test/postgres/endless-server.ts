import { startPostgres } from '../../scripts/bench/postgres-server.ts'

/** A process to be killed: has a PostgreSQL server, and says where. */
const server = await startPostgres()
process.stdout.write(`${server.url('postgres')}\n`)
setInterval(() => {}, 60_000)
