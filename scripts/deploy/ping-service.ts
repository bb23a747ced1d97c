import { PING_PATH, type PingResponse } from '../../contract/calls.ts'
import type { Gate } from '../../contract/gate.ts'
import { isObject } from './json.ts'

/** What the Actions were deployed with. */
export interface Deployed {
  publicUrl: string
  actionKey: string
  /** A JWK Set. */
  handoffKeys: string
  domain: string
  apiAudience: string
  gate: Pick<Gate, 'fingerprint'>
}

export type PingResult =
  | { outcome: 'agrees' }
  /** Each in a sentence. */
  | { outcome: 'differs'; differences: string[] }
  | { outcome: 'absent'; reason: string }

const TIMEOUT_MS = 5_000

/** Asks the service, as an Action would, whether it runs with what has been deployed. */
export async function pingService(deployed: Deployed, send: typeof fetch = fetch): Promise<PingResult> {
  const { publicUrl, actionKey } = deployed
  try {
    const response = await send(`${publicUrl}${PING_PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${actionKey}` },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (response.status === 401)
      return {
        outcome: 'differs',
        differences: [
          "the service does not know the Actions' key: set its ACTION_KEYS to the GUESTLIST_ACTION_KEY of this deployment",
        ],
      }
    const answer: unknown = response.status === 200 ? await response.json() : undefined
    if (!isObject(answer)) return { outcome: 'absent', reason: `${publicUrl} answered ${response.status}` }
    const differences = differencesFrom(deployed, answer as unknown as PingResponse)
    return differences.length > 0 ? { outcome: 'differs', differences } : { outcome: 'agrees' }
  } catch {
    return { outcome: 'absent', reason: `${publicUrl} does not answer` }
  }
}

function differencesFrom(deployed: Deployed, answer: PingResponse): string[] {
  const { keys } = JSON.parse(deployed.handoffKeys) as { keys: { kid: string }[] }
  const known = keys.map(({ kid }) => kid)
  const pairs: [string, string, string][] = [
    ['AUTH0_DOMAIN', answer.tenant, deployed.domain],
    ['PUBLIC_URL', answer.public_url, deployed.publicUrl],
    ['API_AUDIENCE', answer.api_audience, deployed.apiAudience],
  ]
  return [
    ...pairs
      .filter(([, theirs, ours]) => theirs !== ours)
      .map(([name, theirs, ours]) => `the service has ${name} ${theirs}, and ${ours} is deployed`),
    ...(answer.gate === deployed.gate.fingerprint
      ? []
      : [
          `the service has another gate (${answer.mode}): give it the gate file of this deployment and start it again`,
        ]),
    ...(known.includes(answer.handoff_key)
      ? []
      : ["GUESTLIST_HANDOFF_KEYS lacks the public key of the service's HANDOFF_SIGNING_KEY"]),
  ]
}
