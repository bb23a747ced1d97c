import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type LocalTenant, startLocalTenant } from '../../local-tenant/start-local-tenant.ts'
import { buildService } from '../../scripts/build-service.ts'
import { addConnection } from '../deploy/tenants/furniture.ts'
import { createMistakeWorld } from './mistakes/mistake-world.ts'
import { mistakes, type Outcome } from './mistakes/mistakes.ts'

// Each mistake is a process.
vi.setConfig({ testTimeout: 60_000 })

interface Row {
  id: string
  mistake: string
  where: string
  ends: string
  sentence: string
}

/** The table of docs/mistakes.md, as people read it. */
const rows: Row[] = readFileSync('docs/mistakes.md', 'utf8')
  .split('\n')
  .flatMap(line => {
    const [, id = '', mistake = '', where = '', ends = '', sentence = ''] =
      /^\| `([\w-]+)` \| (.+?) \| `(.+?)` \| (.+?) \| (.+) \|$/.exec(line) ?? []
    return id ? [{ id, mistake, where, ends, sentence: sentence.replaceAll('\\|', '|') }] : []
  })

const scratch = mkdtempSync(join(tmpdir(), 'guestlist-mistakes-'))
let tenant: LocalTenant

beforeAll(async () => {
  await buildService()
  tenant = await startLocalTenant({ directory: join(scratch, 'tenant') })
  const state = await tenant.control.snapshot()
  addConnection(state, { name: 'Customers', strategy: 'auth0', options: { disable_signup: true } })
  await tenant.control.restore(state)
}, 60_000)
afterAll(async () => {
  await tenant.stop()
  rmSync(scratch, { recursive: true })
})

/** What a program said last to its operator: the line that is left when the heading above it is taken away. */
function saidIn({ output }: Outcome): string[] {
  const isShown = (line: string) => /^(\{|Tenant |NEW |CHANGED |KEPT |NOTE | {3})/.test(line)
  const lines = output.split('\n').filter(line => line.trim() !== '' && !isShown(line))
  return lines.filter(line => !/:$/.test(line)).map(line => line.trim())
}

/** What the log says to do about each finding. */
function curesIn({ output }: Outcome): string[] {
  const entries = output.split('\n').filter(line => line.includes('"setup_finding"'))
  return entries.map(line => String(JSON.parse(line).cure))
}

/** `…` in the table stands for what differs from machine to machine. */
function toPattern(sentence: string): RegExp {
  const parts = sentence.split('…').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.+')}$`)
}

describe('docs/mistakes.md', () => {
  it('has each mistake that is made here, and at least 35', () => {
    expect(rows.map(({ id }) => id)).toEqual(Object.keys(mistakes))
    expect(rows.length).toBeGreaterThanOrEqual(35)
  })

  it.each(rows)('$id: $mistake', async ({ id, ends, sentence }) => {
    const outcome = await mistakes[id]?.(await createMistakeWorld(tenant))
    if (!outcome) throw new TypeError(`nobody makes the mistake ${id}`)
    expect(outcome.output).not.toMatch(/^\s+at /m)
    expect(outcome.output).not.toMatch(/[A-Z]\w*Error\b/)
    if (ends === 'warning') {
      expect(curesIn(outcome)).toContainEqual(expect.stringMatching(toPattern(sentence)))
      return
    }
    expect([ends, outcome.code]).toEqual(['exit 1', 1])
    expect(saidIn(outcome)).toEqual([expect.stringMatching(toPattern(sentence))])
  })
})
