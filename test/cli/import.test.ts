import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CliScene, startCliScene } from './cli-program.ts'

let scene: CliScene
let folder: string
beforeEach(async () => {
  scene = await startCliScene()
  folder = await mkdtemp(join(tmpdir(), 'guestlist-import-'))
  // As in the running service: work is done while the program waits.
  scene.service.worker.start()
})
afterEach(async () => {
  await rm(folder, { recursive: true })
  await scene.close()
})

async function write(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

describe('guestlist import', () => {
  it('says with --dry-run what would happen, and changes nothing', async () => {
    const file = await write('a.csv', 'email,role\na@school.example,Editor\nb@school.example,\n')
    const { code, stdout, stderr } = await scene.run(['import', file, '--dry-run'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^imp_\S+\n {2}total +2\n {2}ready +2\n/)
    expect((await scene.run(['list'])).stdout).not.toContain('school.example')
  })

  it('invites nobody without --yes, and everybody with it, and shows how far it is', async () => {
    const file = await write('b.ndjson', '{"email":"a@school.example"}\n{"email":"b@school.example"}\n')
    const waiting = await scene.run(['import', file])
    expect(waiting).toMatchObject({ code: 0, stderr: expect.stringContaining('Nobody is invited yet') })
    const done = await scene.run(['import', file, '--yes', '--role', 'Editor', '--ttl', '2d'])
    expect(done).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('2 of 2 done\nInvited 2, failed 0.'),
    })
    const listed = await scene.run(['list', '--role', 'Editor'])
    expect(listed.stdout.match(/school\.example/g)).toHaveLength(2)
  })

  it('answers 5 when rows could not be taken, and writes them to a file that can be corrected', async () => {
    const file = await write('c.csv', 'email\nnobody\nc@school.example\n')
    const failed = join(folder, 'failed.csv')
    const { code, stdout, stderr } = await scene.run([
      'import',
      file,
      '--yes',
      '--failed-to',
      failed,
      '--json',
    ])
    expect(code).toBe(5)
    expect(JSON.parse(stdout)).toMatchObject({ status: 'finished', rows: { created: 1, malformed: 1 } })
    expect(stderr).toContain('1 of 2 rows could not be taken.')
    expect(await readFile(failed, 'utf8')).toContain('nobody,2,invalid_address,email')
  })

  it('names what is wrong with a file, and tells it apart from wrong words', async () => {
    const file = await write('d.csv', 'email,rolse\nd@school.example,x\n')
    expect(await scene.run(['import', file])).toMatchObject({
      code: 5,
      stderr: expect.stringMatching(/mean nothing here.*invalid_file, field rolse/),
    })
    expect(await scene.run(['import', file, '--ignore-unknown-columns', '--dry-run'])).toMatchObject({
      code: 0,
    })
    expect(await scene.run(['import'])).toMatchObject({ code: 2 })
    expect(await scene.run(['import', join(folder, 'nothing.csv')])).toMatchObject({ code: 2 })
  })
})
