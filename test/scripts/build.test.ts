import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseGate } from '../../contract/parse-gate.ts'
import { assertDeployable, buildActions, warnOfNames } from '../../scripts/build.ts'

const gateFile = fileURLToPath(new URL('../../tenant/gate.json', import.meta.url))
let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'guestlist-build-'))
})
afterEach(() => rm(directory, { recursive: true }))

describe('the build of the Actions', () => {
  it("puts the project's gate into bundles where the tenant files look for them", async () => {
    const built = await buildActions({ gateFile, tenantDirectory: directory })
    for (const { name, file, bytes } of built) {
      const code = await readFile(join(directory, 'actions', name, 'code.js'), 'utf8')
      expect(file).toBe(join(directory, 'actions', name, 'code.js'))
      expect(bytes).toBe(Buffer.byteLength(code))
      expect(code).toContain('2026-01-01T00:00:00.000Z')
    }
  })

  it('makes the same bundles of the same sources', async () => {
    const [first] = await buildActions({ gateFile, tenantDirectory: directory })
    const code = await readFile(first?.file ?? '', 'utf8')
    await buildActions({ gateFile, tenantDirectory: directory })
    expect(await readFile(first?.file ?? '', 'utf8')).toBe(code)
  })

  it('fails on a gate that it cannot read, and builds nothing', async () => {
    const broken = join(directory, 'gate.json')
    await writeFile(broken, '{"mode":"invite-only"}')
    await expect(buildActions({ gateFile: broken, tenantDirectory: directory })).rejects.toThrow(
      'the gate file must have "since"',
    )
    await expect(readFile(join(directory, 'actions', 'post-login', 'code.js'))).rejects.toThrow('ENOENT')
  })

  it('fails when the gate file smuggles a keyword marker into the code', async () => {
    const gate = JSON.parse(await readFile(gateFile, 'utf8'))
    gate.exceptions.applications.push('##HOME##')
    const marked = join(directory, 'gate.json')
    await writeFile(marked, JSON.stringify(gate))
    await expect(buildActions({ gateFile: marked, tenantDirectory: directory })).rejects.toThrow(
      'holds a keyword marker',
    )
  })

  it('S73 says which exceptions are names, because they except nobody', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const gate = JSON.parse(await readFile(gateFile, 'utf8'))
    gate.exceptions.applications = ['Zk3GqF1h5cYpT8sWb0N4xJrM7uVaLd2E', 'My shop']
    const file = join(directory, 'gate.json')
    await writeFile(file, JSON.stringify(gate))
    const [built] = await buildActions({ gateFile: file, tenantDirectory: directory, resolve: warnOfNames })
    expect(said.mock.calls).toEqual([
      [
        'exceptions.applications: "My shop" is no client id, and excepts nobody in these bundles. `npm run deploy` looks up the ids of names.',
      ],
    ])
    expect(await readFile(built?.file ?? '', 'utf8')).toContain('My shop')
    said.mockClear()
    await warnOfNames(parseGate(await readFile(gateFile, 'utf8')))
    expect(said).not.toHaveBeenCalled()
  })

  it.each(['a("##HOME##")', 'a(@@KEYS@@)'])('refuses code with a keyword marker: %s', code => {
    expect(() => assertDeployable('post-login', code)).toThrow('post-login holds a keyword marker')
  })

  it('refuses code of more than 40 kB', () => {
    expect(() => assertDeployable('post-login', 'x'.repeat(40_000))).not.toThrow()
    expect(() => assertDeployable('post-login', 'x'.repeat(40_001))).toThrow('post-login has 40001 bytes')
  })
})
