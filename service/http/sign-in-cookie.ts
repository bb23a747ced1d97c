import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { SignInChecks } from '../sign-in/code-flow.ts'
import type { Sealer, SealKind } from '../sign-in/sealed-cookie.ts'

/** A log-in that this browser has begun, and where it was going. */
export interface BegunSignIn extends SignInChecks {
  /** Path on this service. */
  readonly returnTo: string
}

/** Holds what this browser must bring back from the tenant: nobody else can finish its log-in. */
export interface SignInCookie {
  read(c: Context): Promise<BegunSignIn | undefined>
  write(c: Context, begun: BegunSignIn): Promise<void>
  clear(c: Context): void
}

const TTL_SECONDS = 15 * 60

/** Creates the cookie `__Host-guestlist-<name>-sign-in`. */
export function createSignInCookie(options: {
  sealer: Sealer
  name: string
  publicUrl: string
}): SignInCookie {
  const { sealer, publicUrl } = options
  const isSecure = publicUrl.startsWith('https:')
  const name = `${isSecure ? '__Host-' : ''}guestlist-${options.name}-sign-in`
  const attributes = { path: '/', httpOnly: true, secure: isSecure, sameSite: 'Lax' } as const
  const seal: SealKind<BegunSignIn> = {
    purpose: `sign-in-${options.name}`,
    content: z.object({
      state: z.string(),
      nonce: z.string(),
      codeVerifier: z.string(),
      returnTo: z.string(),
    }),
    ttlSeconds: TTL_SECONDS,
  }
  return {
    read: c => sealer.open(seal, getCookie(c, name)),
    write: async (c, begun) =>
      setCookie(c, name, await sealer.seal(seal, begun), { ...attributes, maxAge: TTL_SECONDS }),
    clear: c => void deleteCookie(c, name, attributes),
  }
}
