/** Begins every `state` of ours, so that an Action tells it from what an application has put there. */
export const STATE_PREFIX = 'guestlist.'

const OWN_STATE = /^guestlist\.[\w-]{22}$/

/** Makes the `state` of a login that Accept begins, of 128 random bits in base64url. */
export function createState(randomId: () => string): string {
  return `${STATE_PREFIX}${randomId()}`
}

/** Checks whether this can be one of our `state` values; every other value belongs to an application. */
export function isOwnState(value: unknown): value is string {
  return typeof value === 'string' && OWN_STATE.test(value)
}
