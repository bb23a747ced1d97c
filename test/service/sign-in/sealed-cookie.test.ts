import { hkdfSync } from 'node:crypto'
import { EncryptJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createSealer, type SealKind } from '../../../service/sign-in/sealed-cookie.ts'

const opened: SealKind<{ id: string }> = {
  purpose: 'opened',
  content: z.object({ id: z.string() }),
  ttlSeconds: 60,
}
const accept: SealKind<{ id: string }> = { ...opened, purpose: 'accept' }
const noon = Date.parse('2026-11-20T12:00:00Z')

function sealerAt(now: number, ...secrets: string[]) {
  return createSealer({ secrets: secrets.length > 0 ? secrets : ['a'.repeat(32)], now: () => now })
}

describe('a sealed cookie', () => {
  test('opens for its purpose and hides what it holds', async () => {
    const text = await sealerAt(noon).seal(opened, { id: 'inv_secret' })
    expect(await sealerAt(noon).open(opened, text)).toEqual({ id: 'inv_secret' })
    expect(Buffer.from(text.replaceAll('.', ''), 'base64url').toString('latin1')).not.toContain('inv_secret')
  })

  test('does not open for another purpose', async () => {
    const text = await sealerAt(noon).seal(opened, { id: 'inv_1' })
    expect(await sealerAt(noon).open(accept, text)).toBeUndefined()
  })

  test('opens until its time has come, and not at that second', async () => {
    const text = await sealerAt(noon).seal(opened, { id: 'inv_1' })
    expect(await sealerAt(noon + 59_000).open(opened, text)).toBeDefined()
    expect(await sealerAt(noon + 60_000).open(opened, text)).toBeUndefined()
  })

  test('opens with the older secret while secrets are being rotated, and not with a foreign one', async () => {
    const [older, newer] = ['o'.repeat(32), 'n'.repeat(32)]
    const text = await sealerAt(noon, older).seal(opened, { id: 'inv_1' })
    expect(await sealerAt(noon, newer, older).open(opened, text)).toEqual({ id: 'inv_1' })
    expect(await sealerAt(noon, newer).open(opened, text)).toBeUndefined()
  })

  test('cannot be made or opened without a secret', () => {
    expect(() => createSealer({ secrets: [], now: () => noon })).toThrow(
      'expected at least one cookie secret',
    )
  })

  test('does not open when any part of it is changed', async () => {
    const text = await sealerAt(noon).seal(opened, { id: 'inv_1' })
    const parts = text.split('.')
    for (const index of [0, 2, 3, 4]) {
      const changed = parts.map((part, at) => (at === index ? flip(part) : part)).join('.')
      expect(await sealerAt(noon).open(opened, changed)).toBeUndefined()
    }
    for (const junk of ['', '....', 'x', undefined])
      expect(await sealerAt(noon).open(opened, junk)).toBeUndefined()
  })

  test('does not open when its content has another shape than its purpose says', async () => {
    const other: SealKind<{ id: number }> = { ...opened, content: z.object({ id: z.number() }) }
    const text = await sealerAt(noon).seal(other, { id: 1 })
    expect(await sealerAt(noon).open(opened, text)).toBeUndefined()
  })

  test('opens in every version of ours that has its secret, and never without an end', async () => {
    const bytes = new Uint8Array(hkdfSync('sha256', 'a'.repeat(32), '', 'guestlist sealed cookie v1', 32))
    const seal = (jwt: EncryptJWT) =>
      jwt.setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'opened' }).encrypt(bytes)
    const content = { content: { id: 'inv_1' } }
    const usual = await seal(new EncryptJWT(content).setExpirationTime(noon / 1000 + 1))
    expect(await sealerAt(noon).open(opened, usual)).toEqual({ id: 'inv_1' })
    expect(await sealerAt(noon).open(opened, await seal(new EncryptJWT(content)))).toBeUndefined()
  })
})

function flip(part: string): string {
  return (part.startsWith('A') ? 'B' : 'A') + part.slice(1)
}
