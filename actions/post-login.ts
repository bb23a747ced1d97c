import { parseRedemptionResponse, REDEMPTION_PATH, type RedemptionResponse } from '../contract/calls.ts'
import type { Gate } from '../contract/gate.ts'
import { HANDOFF_PARAMETER } from '../contract/handoff-token.ts'
import { sentenceFor } from '../contract/refusal.ts'
import { isOwnState } from '../contract/state.ts'
import { ActionError, failureCode } from './action-error.ts'
import {
  admit,
  applyClaims,
  applyGrant,
  applyOutdated,
  applyRefusal,
  denyAgain,
  markPassed,
} from './apply-login.ts'
import {
  decideGateVerdict,
  decideRedemption,
  type GateVerdict,
  isBegunByAccept,
  isFirstPass,
} from './decide-login.ts'
import { localeOf } from './event-locale.ts'
import type { PostLoginApi, PostLoginEvent } from './event-types.ts'
import { judgeHandoff } from './handoff-carrier.ts'
import { isOutdated } from './login-time.ts'
import { isDelegated, isPostLoginEvent } from './read-event.ts'
import { toRedemptionRequest } from './redemption-request.ts'
import { callService, parseServiceSettings } from './service-call.ts'

/** Keeps the handoff across whatever comes between two runs of this Action. */
const HANDOFF_KEY = 'guestlist_handoff'

/** Compiled in from the gate file. */
declare const GUESTLIST_GATE: Gate

/** Runs at every login, also silent ones and refresh tokens: redeems invitations, and refuses whom nothing admits. */
export async function onExecutePostLogin(event: PostLoginEvent, api: PostLoginApi): Promise<void> {
  // fail closed: until a readable event says otherwise, nobody passes, except where the gate is open to all.
  let passes = GUESTLIST_GATE.mode === 'open'
  try {
    if (!isPostLoginEvent(event)) throw new ActionError('event_unreadable')
    const verdict = decideGateVerdict(event, GUESTLIST_GATE)
    if (isOutdated(event, verdict.metadata)) {
      passes = false
      console.log('guestlist: refused login_outdated')
      applyOutdated(event, api)
      return
    }
    passes = verdict.passes
    if (passes) applyClaims(event, api, GUESTLIST_GATE)
    if (isFirstPass(event, verdict, GUESTLIST_GATE, new Date())) markPassed(api, new Date())
    if (isDelegated(event)) return endDelegated(event, api, verdict)
    const answer = await redeem(event, api, verdict)
    if (answer) apply(event, api, verdict, answer)
  } catch (error) {
    const code = failureCode(error)
    console.log(`guestlist: ${passes ? 'not granted' : 'refused'} ${code}`)
    // fail closed: whatever goes wrong is a refusal, but never for someone whom the gate lets pass.
    if (!passes) api.access.deny(sentenceFor(code, localeOf(event)))
  }
}

async function redeem(
  event: PostLoginEvent,
  api: PostLoginApi,
  verdict: GateVerdict,
): Promise<RedemptionResponse | null> {
  const { request, secrets, transaction } = event
  const kept = transaction.metadata?.[HANDOFF_KEY]
  const carried = kept ?? request.query?.[HANDOFF_PARAMETER]
  const handoff = await judgeHandoff(carried, secrets.GUESTLIST_HANDOFF_KEYS, new Date())
  // MFA and redirects replace `event.request`: a second run of ours, behind them, still has to find it.
  if ('token' in handoff && kept === undefined) api.transaction.setMetadata(HANDOFF_KEY, handoff.token)
  // Any other state belongs to the application and may be of any length.
  const state = isOwnState(transaction.state) ? transaction.state : undefined
  const carriers = decideRedemption(verdict, handoff, state, isBegunByAccept(event))
  if (!carriers) return null
  const question = toRedemptionRequest(event, verdict, GUESTLIST_GATE, carriers)
  return await callService(parseServiceSettings(secrets), REDEMPTION_PATH, question, parseRedemptionResponse)
}

/** Ends a delegated login: acting as a user redeems nothing for them, and the service is not asked. */
function endDelegated(event: PostLoginEvent, api: PostLoginApi, verdict: GateVerdict): void {
  const code = 'invitation_required'
  const isRefused = !verdict.passes || verdict.observed
  console.log(
    `guestlist: delegated session, ${isRefused ? `${wordFor(verdict)} ${code}` : 'nothing redeemed'}`,
  )
  if (!verdict.passes) api.access.deny(sentenceFor(code, localeOf(event)))
}

function apply(event: PostLoginEvent, api: PostLoginApi, verdict: GateVerdict, answer: RedemptionResponse) {
  switch (answer.outcome) {
    case 'redeemed':
      return applyGrant(event, api, GUESTLIST_GATE, answer.grant)
    case 'admitted':
      admit(event, api, {})
      return applyClaims(event, api, GUESTLIST_GATE)
    case 'refused':
      console.log(`guestlist: ${wordFor(verdict)} ${answer.code}`)
      // Someone who passes anyway only goes without the grant; the service tells them at /callback.
      if (!verdict.passes) applyRefusal(event, api, answer.code, answer.refusal)
  }
}

function wordFor({ passes, observed }: GateVerdict): string {
  if (observed) return 'would_refuse'
  return passes ? 'not granted' : 'refused'
}

/** Runs when somebody comes back from the page that explained a refusal: it stays one. */
export async function onContinuePostLogin(event: PostLoginEvent, api: PostLoginApi): Promise<void> {
  try {
    denyAgain(event, api)
  } catch {
    // fail closed: it stays a refusal, whatever the event has become.
    api.access.deny(sentenceFor('service_unavailable', localeOf(event)))
  }
}
