import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startChild } from '../../scripts/demo/child.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'guestlist-child-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

function write(name: string, code: string): string {
  const file = join(directory, name)
  writeFileSync(file, code)
  return file
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await delay(20)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a child process of the demo', () => {
  it('sees its own environment and PATH, and nothing of ours', async () => {
    const file = write('environment.ts', 'console.log(Object.keys(process.env).sort().join())')
    const child = startChild({ file, environment: { ONE: '1' }, logFile: join(directory, 'log') })
    expect(await child.ended).toBe('exit code 0')
    const names = child.output().trim().split(',')
    expect(names.filter(name => !name.startsWith('NODE_CHANNEL'))).toEqual(['ONE', 'PATH'])
    expect(readFileSync(join(directory, 'log'), 'utf8')).toContain('ONE')
  })

  it('says how it ended', async () => {
    const file = write('fails.ts', 'process.exit(3)')
    const child = startChild({ file, environment: {}, logFile: join(directory, 'log') })
    expect(await child.ended).toBe('exit code 3')
  })

  it('stops when asked, at once when killed', async () => {
    const file = write('stays.ts', 'setInterval(() => {}, 1000); console.log("up")')
    for (const end of ['stop', 'kill'] as const) {
      const child = startChild({ file, environment: {}, logFile: join(directory, 'log') })
      await until(() => child.output().includes('up'))
      await child[end]()
      expect(isAlive(child.pid)).toBe(false)
    }
  })

  it('ends when its parent is killed', async () => {
    const stays = write('stays.ts', 'setInterval(() => {}, 1000); console.log("up")')
    const parent = write(
      'parent.ts',
      `import { startChild } from ${JSON.stringify(new URL('../../scripts/demo/child.ts', import.meta.url).href)}
       const child = startChild({ file: ${JSON.stringify(stays)}, environment: {}, logFile: ${JSON.stringify(join(directory, 'log'))} })
       setInterval(() => child.output().includes('up') && console.log('pid', child.pid), 50)`,
    )
    const process_ = spawn(process.execPath, ['--import', 'tsx', parent], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    process_.stdout.on('data', chunk => {
      output += chunk
    })
    await until(() => /pid \d+/.test(output))
    const pid = Number(/pid (\d+)/.exec(output)?.[1])
    expect(isAlive(pid)).toBe(true)
    process_.kill('SIGKILL')
    await once(process_, 'exit')
    await until(() => !isAlive(pid))
  })
})
