import { randomInt } from 'node:crypto'

/** Codes that were sent to somebody, each by a key of what it opens. In memory: a restart ends them. */
export interface OneTimeCodes {
  /** Makes a code; the one before it is dead. */
  issue(key: string, options: { lifetimeSeconds: number; length: number }): string
  /** True for the right code, once; after three wrong ones a new code is needed. */
  use(key: string, code: string): boolean
}

/** https://auth0.com/docs/authenticate/passwordless/authentication-methods/email-otp ("Configure the connection") */
const mostAttempts = 3

/** Creates the codes of a tenant, by its clock. */
export function createOneTimeCodes(now: () => Date): OneTimeCodes {
  const issued = new Map<string, { code: string; expiresAt: number; failures: number }>()
  return {
    issue(key, { lifetimeSeconds, length }) {
      const code = String(randomInt(10 ** length)).padStart(length, '0')
      issued.set(key, { code, expiresAt: now().getTime() + lifetimeSeconds * 1000, failures: 0 })
      return code
    },
    use(key, code) {
      const entry = issued.get(key)
      if (!entry || entry.expiresAt <= now().getTime() || entry.failures >= mostAttempts) return false
      if (entry.code === code.trim()) return issued.delete(key)
      entry.failures += 1
      return false
    },
  }
}
