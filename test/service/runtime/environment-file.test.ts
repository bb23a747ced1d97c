import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEnvironmentFile } from '../../../service/runtime/environment-file.ts'

let GUESTLIST_SECRETS_DIR: string

beforeEach(() => {
  GUESTLIST_SECRETS_DIR = mkdtempSync(join(tmpdir(), 'guestlist-secrets-'))
})
afterEach(() => rmSync(GUESTLIST_SECRETS_DIR, { recursive: true }))

function write(tenant: string, text: string): string {
  const folder = join(GUESTLIST_SECRETS_DIR, tenant)
  mkdirSync(folder)
  const file = join(folder, 'service.env')
  writeFileSync(file, text, { mode: 0o600 })
  return file
}

describe('the file of a service’s environment', () => {
  it('is read where it is the only one, and what is set counts before it', () => {
    write('prod', "PORT='3001'\nORGANIZATION_NAME=\"Acme's\"\n")
    const env = readEnvironmentFile({ GUESTLIST_SECRETS_DIR, PORT: '3002' })
    expect(env).toMatchObject({ PORT: '3002', ORGANIZATION_NAME: "Acme's" })
  })

  it('of several tenants is never guessed, but may be named', () => {
    const file = write('prod', "PORT='3001'\n")
    write('test', "PORT='3002'\n")
    expect(readEnvironmentFile({ GUESTLIST_SECRETS_DIR }).PORT).toBeUndefined()
    expect(readEnvironmentFile({ GUESTLIST_SECRETS_DIR, SERVICE_ENV_FILE: file }).PORT).toBe('3001')
  })

  it('is not needed: a container gets its environment otherwise', () => {
    const env = { GUESTLIST_SECRETS_DIR: join(GUESTLIST_SECRETS_DIR, 'nowhere'), PORT: '1' }
    expect(readEnvironmentFile(env)).toBe(env)
  })

  it.each([0o640, 0o604, 0o660])('is refused when others can read it (%o)', mode => {
    const SERVICE_ENV_FILE = write('prod', "PORT='3001'\n")
    chmodSync(SERVICE_ENV_FILE, mode)
    expect(() => readEnvironmentFile({ SERVICE_ENV_FILE })).toThrow('Others can read')
  })
})
