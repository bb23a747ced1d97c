import { randomBytes, randomInt } from 'node:crypto'
import type { AuthorizationCode } from '../authorization-code.ts'

/** A device that waits for somebody to log in elsewhere. */
export interface DeviceAuthorization {
  readonly deviceCode: string
  readonly userCode: string
  readonly clientId: string
  readonly scope: string[]
  readonly audience: string | undefined
  readonly expiresAt: number
  /** How the login in the browser ended. */
  outcome?:
    | { granted: Omit<AuthorizationCode, 'redirectUri' | 'codeChallenge' | 'nonce'> }
    | { denied: string }
  lastPollAt?: number
  /** Its last answer was given. */
  isOver?: boolean
}

/** Seconds that both codes live, and between two polls (…/call-your-api-using-the-device-authorization-flow). */
export const deviceCodeSeconds = 900
export const pollSeconds = 5

/** The letters of RFC 8628 section 6.1: no vowels, so no words. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'

export function createDeviceAuthorization(
  client: Pick<DeviceAuthorization, 'clientId' | 'scope' | 'audience'>,
  now: Date,
): DeviceAuthorization {
  const random = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')
  return {
    ...client,
    deviceCode: randomBytes(24).toString('base64url'),
    userCode: `${random.slice(0, 4)}-${random.slice(4)}`,
    expiresAt: now.getTime() + deviceCodeSeconds * 1000,
  }
}

/** A user code as people type it, in the spelling it was made in. */
export function normaliseUserCode(typed: string): string {
  const text = typed.toUpperCase().replace(/[^A-Z]/g, '')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}
