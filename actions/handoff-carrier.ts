import { EXT_VALUE_PATTERN, verifyHandoffToken } from '../contract/handoff-token.ts'
import { KeyError, parseVerificationKeys } from '../contract/keys.ts'
import { TokenError } from '../contract/token-error.ts'
import { ActionError } from './action-error.ts'

/** The result of checking a presented handoff. Late ones are authentic, but past their 15 minutes. */
export type Handoff = { state: 'none' | 'junk' } | { state: 'live' | 'late'; token: string }

/** Judges a value that a browser sent, without the network. Throws ActionError if the public keys are unusable. */
export async function judgeHandoff(value: unknown, keysJson: unknown, now: Date): Promise<Handoff> {
  if (typeof value !== 'string' || value === '') return { state: 'none' }
  if (!EXT_VALUE_PATTERN.test(value)) return { state: 'junk' }
  const keys = await parseKeys(keysJson)
  try {
    await verifyHandoffToken(value, keys, now)
    return { state: 'live', token: value }
  } catch (error) {
    if (!(error instanceof TokenError)) throw error
    return error.code === 'expired' ? { state: 'late', token: value } : { state: 'junk' }
  }
}

async function parseKeys(keysJson: unknown) {
  if (typeof keysJson !== 'string') throw new ActionError('gate_misconfigured')
  try {
    return await parseVerificationKeys(keysJson)
  } catch (cause) {
    if (!(cause instanceof KeyError)) throw cause
    throw new ActionError('gate_misconfigured', { cause })
  }
}
