/**
 * The `state` of an authorization request that the service makes: its prefix tells it from every application's, so that
 * an Action asks about no other. What follows is 128 random bits, base64url.
 */
const PREFIX = 'guestlist.'
const OWN_STATE = /^guestlist\.[\w-]{22}$/

/** Makes a `state` of 128 random bits in base64url. Throws TypeError for anything else. */
export function toOwnState(randomId: string): string {
  const state = `${PREFIX}${randomId}`
  if (!isOwnState(state)) throw new TypeError('expected 22 characters of base64url')
  return state
}

/** Has this `state` the form of the service's own? Whether it was ever given out is for the ledger to say. */
export function isOwnState(value: unknown): value is string {
  return typeof value === 'string' && OWN_STATE.test(value)
}
