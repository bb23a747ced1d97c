import { CALL_TIMEOUT_MS } from '../contract/calls.ts'
import { hasPlaceholder } from '../contract/placeholder.ts'
import { ActionError } from './action-error.ts'
import type { Dictionary } from './event-types.ts'

/** The address of the service and the key of its Action endpoints, from the Action's secrets. */
export interface ServiceSettings {
  /** The URL has no slash at the end. */
  readonly url: string
  readonly actionKey: string
}

const MINIMUM_KEY_LENGTH = 32
/** Two metadata documents of at most 32 kB each, and their JSON frame. */
const MAXIMUM_ANSWER_BYTES = 100_000

/** Reads GUESTLIST_URL and GUESTLIST_ACTION_KEY. Throws ActionError `gate_misconfigured`. */
export function parseServiceSettings(secrets: Dictionary): ServiceSettings {
  const { GUESTLIST_URL: url, GUESTLIST_ACTION_KEY: actionKey } = secrets
  // fail closed: a missing CI variable deploys the placeholder itself, which everybody knows.
  if (typeof actionKey !== 'string' || actionKey.length < MINIMUM_KEY_LENGTH || hasPlaceholder(actionKey))
    throw new ActionError('gate_misconfigured')
  if (typeof url !== 'string' || !isSafeAddress(url)) throw new ActionError('gate_misconfigured')
  return { url: url.replace(/(?<!\/)\/+$/, ''), actionKey }
}

/**
 * Asks the service once: no retry, given up after 3 seconds, because a person is waiting and the trigger has 20.
 * `parse` returns null for an answer of the wrong shape. Throws ActionError `service_unavailable`.
 */
export async function callService<Answer>(
  settings: ServiceSettings,
  path: string,
  question: object,
  parse: (value: unknown) => Answer | null,
): Promise<Answer> {
  try {
    const response = await fetch(settings.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${settings.actionKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(question),
      // The key goes to the configured service and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    })
    const answer = response.status === 200 ? parse(JSON.parse(await readText(response))) : null
    if (answer) return answer
  } catch (cause) {
    throw new ActionError('service_unavailable', { cause })
  }
  throw new ActionError('service_unavailable')
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MAXIMUM_ANSWER_BYTES) throw new RangeError('answer too long')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname))
}
