import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, it } from 'vitest'

it('a server of tests is gone with its data when the process that started it is killed', async () => {
  const script = join(import.meta.dirname, 'endless-server.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [url] = await once(child.stdout, 'data')
    const client = new Client({ connectionString: String(url).trim() })
    client.on('error', () => {})
    await client.connect()
    const [row] = (await client.query('show data_directory')).rows
    expect(existsSync(row.data_directory)).toBe(true)
    const ended = new Promise(resolve => client.once('end', resolve))
    child.kill('SIGKILL')
    await ended
    await expect.poll(() => existsSync(row.data_directory), { timeout: 10_000 }).toBe(false)
  } finally {
    child.kill('SIGKILL')
  }
})
