import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSourceFiles } from '../../scripts/source-files.ts'

const product = readSourceFiles(['contract', 'actions', 'service', 'scripts', 'local-tenant'])
const all = [...product, ...readSourceFiles(['test'])]
const lines = (text: string) => text.split('\n').length - 1

describe('files', () => {
  it('have at most 250 lines each, tests and what a language says aside', () => {
    const sources = all.filter(({ path }) => !/\.test\.ts$|^service\/messages\/[a-z]{2}\//.test(path))
    expect(sources.filter(({ text }) => lines(text) > 250).map(({ path }) => path)).toEqual([])
  })

  it('of the product have at most 80 lines in the median', () => {
    const sizes = product.map(({ text }) => lines(text)).sort((one, other) => one - other)
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(80)
  })

  it('are at most 30 in one folder', () => {
    const folders = new Map<string, number>()
    for (const { path } of all) {
      const folder = path.slice(0, path.lastIndexOf('/'))
      folders.set(folder, (folders.get(folder) ?? 0) + 1)
    }
    expect([...folders].filter(([, count]) => count > 30)).toEqual([])
  })

  it('are named in kebab-case after what they hold', () => {
    const names = all.map(({ path }) => path.split('/').pop() ?? '')
    expect(names.filter(name => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.tsx?$/.test(name))).toEqual([])
    const vague = /^(index|utils?|helpers?|common|misc|types)\.tsx?$/
    expect(names.filter(name => vague.test(name))).toEqual([])
  })
})

describe('the lock files', () => {
  it.each(['package-lock.json', 'local-tenant/runtime/package-lock.json'])('%s names no registry', file => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
    const { packages } = JSON.parse(text) as { packages: Record<string, { resolved?: string }> }
    expect(Object.keys(packages).length).toBeGreaterThan(1)
    expect(text).not.toContain('"resolved": "http')
  })

  // `npm install` leaves out what its registry cannot serve at that moment, and `npm ci` then refuses the whole file.
  it('hold the packages of every platform, so that a clean installation works on each', () => {
    const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')
    const { packages } = JSON.parse(text) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>
    }
    const optional = Object.entries(packages)
      .filter(([path]) => path !== '')
      .flatMap(([, entry]) => Object.keys(entry.optionalDependencies ?? {}))
    const missing = optional.filter(
      name => !Object.keys(packages).some(path => path.endsWith(`node_modules/${name}`)),
    )
    expect(missing).toEqual([])
  })
})
