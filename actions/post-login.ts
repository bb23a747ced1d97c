import { parseRedemptionResponse, REDEMPTION_PATH, type RedemptionResponse } from '../contract/calls.ts'
import { HANDOFF_PARAMETER } from '../contract/handoff-token.ts'
import { sentenceFor } from '../contract/refusal.ts'
import { failureCode } from './action-error.ts'
import { applyClaims, applyGrant, applyRefusal, denyAgain } from './apply-login.ts'
import { decideRedemption, decideStanding, type Standing } from './decide-login.ts'
import type { PostLoginApi, PostLoginEvent } from './event-types.ts'
import type { Gate } from './gate.ts'
import { judgeHandoff } from './handoff-carrier.ts'
import { toRedemptionRequest } from './redemption-request.ts'
import { callService, parseServiceSettings } from './service-call.ts'

/** Compiled in from tenant/gate.json. */
declare const GUESTLIST_GATE: Gate

/** Runs at every login, also silent ones and refresh tokens: redeems invitations, and refuses whom nothing admits. */
export async function onExecutePostLogin(event: PostLoginEvent, api: PostLoginApi): Promise<void> {
  let passes = false
  try {
    const standing = decideStanding(event, GUESTLIST_GATE)
    passes = standing.passes
    if (passes) applyClaims(event, api, GUESTLIST_GATE)
    const answer = await redeem(event, standing)
    if (answer?.outcome === 'redeemed') applyGrant(event, api, GUESTLIST_GATE, answer.grant)
    if (answer?.outcome === 'refused') {
      console.log(`guestlist: ${passes ? 'not granted' : 'refused'} ${answer.code}`)
      // Someone who passes anyway only goes without the grant; the service tells them at /callback.
      if (!passes) applyRefusal(event, api, answer.code, answer.refusal)
    }
  } catch (error) {
    const code = failureCode(error)
    console.log(`guestlist: ${passes ? 'not granted' : 'refused'} ${code}`)
    // fail closed: whatever goes wrong is a refusal, but never for someone whom the gate lets pass.
    if (!passes) api.access.deny(sentenceFor(code))
  }
}

async function redeem(event: PostLoginEvent, standing: Standing): Promise<RedemptionResponse | null> {
  const { request, secrets, transaction } = event
  const handoff = await judgeHandoff(
    request.query?.[HANDOFF_PARAMETER],
    secrets.GUESTLIST_HANDOFF_KEYS,
    new Date(),
  )
  const carriers = decideRedemption(standing, handoff, transaction?.state)
  if (!carriers) return null
  const question = toRedemptionRequest(event, standing, carriers)
  return await callService(parseServiceSettings(secrets), REDEMPTION_PATH, question, parseRedemptionResponse)
}

/** Runs when somebody comes back from the page that explained a refusal: it stays one. */
export async function onContinuePostLogin(event: PostLoginEvent, api: PostLoginApi): Promise<void> {
  denyAgain(event, api)
}
