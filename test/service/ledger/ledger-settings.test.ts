import { beforeAll, describe, expect, it } from 'vitest'
import { ConfigError, parseConfig } from '../../../service/runtime/config.ts'
import { makeEnvironment } from '../test-environment.ts'

const url = 'postgres://guestlist:canary-password@db.example:5433/guestlist'

let good: Record<string, string>
beforeAll(async () => {
  const { LEDGER_FILE: _, ...environment } = await makeEnvironment()
  good = environment
})
const faultsOf = async (env: Record<string, string>) => {
  const error = await parseConfig({ ...good, ...env }).catch((error: unknown) => error)
  if (!(error instanceof ConfigError)) throw new TypeError('expected a ConfigError', { cause: error })
  expect(JSON.stringify([error.message, error.stack, error.faults])).not.toContain('canary')
  return error.faults
}

describe('the place of the ledger', () => {
  it('is a PostgreSQL database where DATABASE_URL says so, with ten connections', async () => {
    const { ledger } = await parseConfig({ ...good, DATABASE_URL: url })
    expect(ledger).toEqual({ engine: 'postgres', url, poolSize: 10 })
  })

  it('takes another number of connections', async () => {
    const config = await parseConfig({ ...good, DATABASE_URL: url, DATABASE_POOL_SIZE: '3' })
    expect(config.ledger).toMatchObject({ poolSize: 3 })
    expect(await faultsOf({ DATABASE_URL: url, DATABASE_POOL_SIZE: '0' })).toMatchObject([
      { name: 'DATABASE_POOL_SIZE' },
    ])
  })

  it.each(['require', 'verify-ca', 'verify-full'])(
    'checks the certificate of its server with sslmode=%s',
    async mode => {
      const { ledger } = await parseConfig({ ...good, DATABASE_URL: `${url}?sslmode=${mode}` })
      expect(ledger).toMatchObject({ url: `${url}?sslmode=verify-full` })
    },
  )

  it.each(['disable', 'no-verify'])('is reached as sslmode=%s says', async mode => {
    const { ledger } = await parseConfig({ ...good, DATABASE_URL: `${url}?sslmode=${mode}` })
    expect(ledger).toMatchObject({ url: `${url}?sslmode=${mode}` })
  })

  it('may trust an authority of its own', async () => {
    const own = `${url}?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem`
    expect((await parseConfig({ ...good, DATABASE_URL: own })).ledger).toMatchObject({ url: own })
    const { ledger } = await parseConfig({ ...good, DATABASE_URL: `${url}?sslrootcert=system` })
    expect(ledger).toMatchObject({ url })
  })

  it.each([
    'mysql://guestlist:canary@db.example/guestlist',
    'postgres://guestlist:canary@db.example',
    'postgres://guestlist:canary@db.example/',
    'postgres:///guestlist',
    'postgres://guestlist:canary%zz@db.example/guestlist',
    'postgres://guestlist:canary@db.example/guestlist?sslmode=prefer',
    'db.example/guestlist',
    'canary',
  ])('is not %s, which is never quoted', async text => {
    expect(await faultsOf({ DATABASE_URL: text })).toMatchObject([{ name: 'DATABASE_URL' }])
  })

  it('is one place: a file and a database together are a fault', async () => {
    expect(await faultsOf({ DATABASE_URL: url, LEDGER_FILE: 'guestlist.db' })).toEqual([
      { name: 'DATABASE_URL', problem: 'and LEDGER_FILE are both set; expected one of them' },
    ])
  })
})
