import { describe, expect, it } from 'vitest'
import {
  findCycle,
  findImports,
  readSourceFiles,
  type SourceFile,
  withoutTypes,
} from '../../scripts/source-files.ts'

const folders = ['contract', 'actions', 'service', 'scripts', 'local-tenant', 'test'] as const
const files = readSourceFiles(folders)
const inFolder = (folder: string) => files.filter(file => file.path.startsWith(`${folder}/`))

/** Every import that leaves the allowed folders, as "file -> import". */
function foreignImports(from: readonly SourceFile[], allowed: readonly string[]): string[] {
  return from.flatMap(({ path, imports }) =>
    imports.files
      .filter(target => !allowed.some(folder => target.startsWith(`${folder}/`)))
      .map(target => `${path} -> ${target}`),
  )
}

describe('imports between the folders', () => {
  it.each([
    ['contract', ['contract']],
    ['actions', ['actions', 'contract']],
    ['service', ['service', 'contract']],
    ['local-tenant', ['local-tenant', 'contract']],
    ['scripts', ['scripts', 'local-tenant', 'service', 'actions', 'contract']],
  ])('of %s stay within %j', (folder, allowed) => {
    expect(inFolder(folder).length).toBeGreaterThan(5)
    expect(foreignImports(inFolder(folder), allowed)).toEqual([])
  })

  it('of tests stay within the project', () => {
    expect(foreignImports(inFolder('test'), [...folders, 'vitest.config.ts'])).toEqual([])
  })

  it('are never circular', () => {
    expect(findCycle(files)).toEqual([])
  })
})

describe('packages', () => {
  it('in what Actions are made of are jose and nothing of Node', () => {
    const packages = [...inFolder('contract'), ...inFolder('actions')].flatMap(file => file.imports.packages)
    expect([...new Set(packages)]).toEqual(['jose'])
  })

  it('of tests and deployment are not needed by the service', () => {
    const packages = new Set(inFolder('service').flatMap(file => file.imports.packages))
    for (const name of ['vitest', 'esbuild', 'auth0-deploy-cli', 'playwright-core', 'fast-check', 'nock'])
      expect(packages).not.toContain(name)
  })
})

describe('the reader of imports', () => {
  it('sees every form of import', () => {
    const text = [
      'import a from ~./a.ts~',
      'import { b,',
      '  c } from ~./b.ts~',
      'import type { D } from ~./d.ts~',
      'export * from ~./e.ts~',
      'export { f } from ~f~',
      'import ~g~',
      'const h = await import(~./h.ts~)',
    ].join('\n')
    const names = findImports(text.replaceAll('~', "'"))
    expect(names).toEqual(['./a.ts', './b.ts', './d.ts', './e.ts', 'f', 'g', './h.ts'])
    expect(findImports(withoutTypes(text.replaceAll('~', "'")))).not.toContain('./d.ts')
  })

  it('sees a circle', () => {
    const file = (path: string, target: string) => ({
      path,
      text: '',
      imports: { files: [], atRunTime: [target], packages: [] },
    })
    expect(findCycle([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual(['b', 'c', 'b'])
    expect(findCycle([file('a', 'b'), file('b', 'c')])).toEqual([])
  })
})
