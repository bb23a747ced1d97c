import { hkdfSync, webcrypto } from 'node:crypto'
import { type CryptoKey, EncryptJWT, jwtDecrypt } from 'jose'
import type { z } from 'zod'

/** One kind of sealed content. Text sealed for one purpose opens for no other. */
export interface SealKind<T extends object> {
  readonly purpose: string
  readonly content: z.ZodType<T>
  readonly ttlSeconds: number
}

/** Seals small objects for the browser to carry: encrypted, authenticated, short-lived. */
export interface Sealer {
  seal<T extends object>(kind: SealKind<T>, content: T): Promise<string>
  /**
   * Returns the sealed value; undefined for anything late, changed, or made for another purpose or by another service.
   */
  open<T extends object>(kind: SealKind<T>, text: string | undefined): Promise<T | undefined>
}

/** Creates a sealer from cookie secrets: the first seals, each of them opens. */
export function createSealer({ secrets, now }: { secrets: readonly string[]; now: () => number }): Sealer {
  const keys = secrets.map(deriveKey)
  const [sealing] = keys
  if (!sealing) throw new TypeError('expected at least one cookie secret')
  return {
    seal: async (kind, content) => {
      const seconds = Math.floor(now() / 1000)
      // The header is authenticated with the content (RFC 7516 §5.1), so the purpose cannot be exchanged.
      return new EncryptJWT({ content })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: kind.purpose })
        .setExpirationTime(seconds + kind.ttlSeconds)
        .encrypt(await sealing)
    },
    open: async (kind, text) => {
      if (text === undefined) return undefined
      for (const key of keys) {
        const payload = await decrypt(text, await key, kind.purpose, new Date(now()))
        if (payload) return kind.content.safeParse(payload.content).data
      }
      return undefined
    },
  }
}

async function decrypt(text: string, key: CryptoKey, purpose: string, currentDate: Date) {
  try {
    const { payload } = await jwtDecrypt(text, key, {
      typ: purpose,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      requiredClaims: ['exp'],
      currentDate,
    })
    return payload
  } catch {
    // A cookie that does not open counts as none; there is nothing to tell apart or to log.
    return undefined
  }
}

/** Secrets are text of any length; the cipher wants 32 bytes (RFC 5869). Imported once, not with each cookie. */
function deriveKey(secret: string): Promise<CryptoKey> {
  const bytes = hkdfSync('sha256', secret, '', 'guestlist sealed cookie v1', 32)
  return webcrypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
