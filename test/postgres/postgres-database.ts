import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Pool, types } from 'pg'
import { inject } from 'vitest'

/** A database of a test's own on the server that all share. */
export interface PostgresDatabase {
  readonly url: string
  /** Runs SQL past everything else; rows as they come, except that whole numbers are numbers. */
  query(sql: string): Promise<Record<string, unknown>[]>
  /** Ends whatever is connected to it, and removes it. */
  drop(): Promise<void>
}

const asNumbers = { getTypeParser: (oid: number) => (oid === 20 ? Number : types.getTypeParser(oid)) }

let server: Promise<Pool> | undefined
let count = 0

/** Connects to the server's own database, for what concerns databases. */
export function postgresServer(): Promise<Pool> {
  server ??= readUrl().then(connectionString => new Pool({ connectionString, max: 2, allowExitOnIdle: true }))
  return server
}

/** Makes a database, empty or as a copy of another one that nobody is connected to. */
export async function createPostgresDatabase(template = 'template1'): Promise<PostgresDatabase> {
  const admin = await postgresServer()
  const name = `test_${process.pid}_${++count}`
  await admin.query(`create database ${name} template ${template} strategy file_copy`)
  const url = await urlOf(name)
  const pool = new Pool({ connectionString: url, max: 1, types: asNumbers })
  pool.on('error', () => {})
  return {
    url,
    query: async sql => (await pool.query(sql)).rows,
    async drop() {
      await pool.end()
      await admin.query(`drop database ${name} with (force)`)
    },
  }
}

/** The address of a database, with the password. */
export async function urlOf(name: string): Promise<string> {
  return Object.assign(new URL(await readUrl()), { pathname: name }).href
}

async function readUrl(): Promise<string> {
  const socket = connect(inject('postgresPort'), '127.0.0.1')
  await once(socket, 'connect')
  const url = await text(socket)
  if (!URL.canParse(url)) throw new Error(`no PostgreSQL server: ${url}`)
  return url
}
