import {
  ADMISSION_PATH,
  type AdmissionRequest,
  type AdmissionResponse,
  type GuestlistMetadata,
  METADATA_KEY,
  parseAdmissionResponse,
} from '../contract/calls.ts'
import type { Gate } from '../contract/gate.ts'
import { HANDOFF_FIELD } from '../contract/handoff-token.ts'
import { type RefusalCode, sentenceFor } from '../contract/refusal.ts'
import { isOwnState } from '../contract/state.ts'
import { ActionError, failureCode } from './action-error.ts'
import { canAddressTell, decideRegistration, decideRegistrationStanding } from './decide-registration.ts'
import { localeOf } from './event-locale.ts'
import type { PreUserRegistrationApi, PreUserRegistrationEvent } from './event-types.ts'
import { judgeHandoff } from './handoff-carrier.ts'
import { isPreUserRegistrationEvent, toAddresses } from './read-event.ts'
import { callService, parseServiceSettings } from './service-call.ts'

/** Compiled in from the gate file. */
declare const GUESTLIST_GATE: Gate

/** Refuses sign-ups without an invitation: databases and passwordless, and users whom the Management API makes. */
export async function onExecutePreUserRegistration(
  event: PreUserRegistrationEvent,
  api: PreUserRegistrationApi,
): Promise<void> {
  try {
    // An open gate asks nothing of anybody, so nothing of the event either.
    if (GUESTLIST_GATE.mode !== 'open' && !isPreUserRegistrationEvent(event))
      throw new ActionError('event_unreadable')
    const standing = decideRegistrationStanding(event, GUESTLIST_GATE)
    // They may log in where they signed up, so that nobody may take the account for one that never got in.
    if (standing === 'excepted') stamp(event, api, { passed_at: new Date().toISOString() })
    if (standing !== 'concerned') return
    const answer = await decide(event)
    if (answer.outcome === 'refused') refuse(event, api, answer.code)
    else if (answer.admission !== null) stamp(event, api, { admission: answer.admission })
  } catch (error) {
    // fail closed: whatever goes wrong is a refusal, with a code in the tenant's log and a sentence for the person.
    refuse(event, api, failureCode(error))
  }
}

async function decide(event: PreUserRegistrationEvent): Promise<AdmissionResponse> {
  const { request, secrets, transaction } = event
  const handoff = await judgeHandoff(
    request.body?.[HANDOFF_FIELD],
    secrets.GUESTLIST_HANDOFF_KEYS,
    new Date(),
  )
  const state = isOwnState(transaction?.state) ? transaction.state : undefined
  const decision = decideRegistration(handoff, state, canAddressTell(event, GUESTLIST_GATE))
  const observing = GUESTLIST_GATE.mode === 'observe'
  // A gate that only observes has every refusal counted; one that refuses tells nobody.
  if (decision.outcome === 'refused' && !observing) return decision
  const question: AdmissionRequest = {
    ...(decision.outcome === 'ask' ? decision.carrier : { refused: decision.code }),
    ...toFacts(event),
    ...(observing && { observing }),
  }
  return await callService(parseServiceSettings(secrets), ADMISSION_PATH, question, parseAdmissionResponse)
}

function toFacts({ client, connection, transaction, user }: PreUserRegistrationEvent): AdmissionRequest {
  const { email, phone_number } = toAddresses(user)
  return {
    ...(email !== undefined && { email }),
    ...(phone_number !== undefined && { phone_number }),
    ...(client && { client_id: client.client_id }),
    connection: { name: connection.name, strategy: connection.strategy },
    interactive: transaction !== undefined,
    gate: GUESTLIST_GATE.fingerprint,
  }
}

/** What a first login, also tomorrow and on another device, must still know of the sign-up. */
function stamp(
  event: PreUserRegistrationEvent,
  api: PreUserRegistrationApi,
  metadata: GuestlistMetadata,
): void {
  // Passwordless users cannot get metadata here, says https://auth0.com/docs/customize/actions/explore-triggers
  if (event.connection.strategy === 'auth0') api.user.setAppMetadata(METADATA_KEY, metadata)
}

function refuse(event: PreUserRegistrationEvent, api: PreUserRegistrationApi, code: RefusalCode): void {
  // A gate that only observes has decided nothing about a sign-up that it could not read.
  if (GUESTLIST_GATE.mode === 'observe' && code !== 'event_unreadable') {
    console.log(`guestlist: would_refuse ${code}`)
    return
  }
  console.log(`guestlist: refused ${code}`)
  api.access.deny(code, sentenceFor(code, localeOf(event)))
}
