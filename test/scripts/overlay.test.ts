import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listFiles, overlayTenant } from '../../scripts/deploy/overlay.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'guestlist-overlay-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

function write(files: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(files)) {
    const file = join(directory, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
  }
}

function overlay(): { files: string[]; read: (name: string) => unknown } {
  const [base, over, target] = ['base', 'over', 'target'].map(name => join(directory, name))
  if (!base || !over || !target) throw new Error('three directories')
  overlayTenant({ base, overlay: over, target })
  return {
    files: listFiles(target),
    read: name => JSON.parse(readFileSync(join(target, name), 'utf8')),
  }
}

describe('the demo tenant', () => {
  it('has the files of both sides', () => {
    write({ 'base/clients/a.json': {}, 'base/x/code.js': 'code', 'over/clients/b.json': {} })
    expect(overlay().files).toEqual(['clients/a.json', 'clients/b.json', 'x/code.js'])
  })

  it('joins lists and merges objects of a file that both have; the overlay has the last word', () => {
    write({
      'base/c.json': { name: 'c', clients: ['A'], options: { first: 1, second: 2 } },
      'over/c.json': { clients: ['A', 'B'], options: { second: 3 }, extra: false },
    })
    expect(overlay().read('c.json')).toEqual({
      name: 'c',
      clients: ['A', 'B'],
      options: { first: 1, second: 3 },
      extra: false,
    })
  })

  it('forgets what an earlier overlay left', () => {
    write({ 'base/a.json': {}, 'over/b.json': {}, 'target/old.json': {} })
    expect(overlay().files).toEqual(['a.json', 'b.json'])
  })
})
