import {
  ADMISSION_PATH,
  type AdmissionRequest,
  type AdmissionResponse,
  METADATA_KEY,
  parseAdmissionResponse,
} from '../contract/calls.ts'
import { HANDOFF_FIELD } from '../contract/handoff-token.ts'
import { type RefusalCode, sentenceFor } from '../contract/refusal.ts'
import { failureCode } from './action-error.ts'
import { decideRegistration, isLetThrough } from './decide-registration.ts'
import type { PreUserRegistrationApi, PreUserRegistrationEvent } from './event-types.ts'
import type { Gate } from './gate.ts'
import { judgeHandoff } from './handoff-carrier.ts'
import { callService, parseServiceSettings } from './service-call.ts'

/** Compiled in from tenant/gate.json. */
declare const GUESTLIST_GATE: Gate

/** Refuses sign-ups without an invitation: databases and passwordless, and users whom the Management API makes. */
export async function onExecutePreUserRegistration(
  event: PreUserRegistrationEvent,
  api: PreUserRegistrationApi,
): Promise<void> {
  try {
    if (isLetThrough(event, GUESTLIST_GATE)) return
    const answer = await decide(event)
    if (answer.outcome === 'refused') deny(api, answer.code)
    else stamp(event, api, answer.admission)
  } catch (error) {
    // fail closed: whatever goes wrong is a refusal, with a code in the tenant's log and a sentence for the person.
    deny(api, failureCode(error))
  }
}

async function decide(event: PreUserRegistrationEvent): Promise<AdmissionResponse> {
  const { connection, request, secrets, transaction, user } = event
  const handoff = await judgeHandoff(
    request.body?.[HANDOFF_FIELD],
    secrets.GUESTLIST_HANDOFF_KEYS,
    new Date(),
  )
  const decision = decideRegistration(handoff, transaction?.state)
  if (decision.outcome !== 'ask') return decision
  const question: AdmissionRequest = {
    ...decision.carrier,
    ...(user.email !== undefined && { email: user.email }),
    ...(user.phone_number !== undefined && { phone_number: user.phone_number }),
    ...(event.client && { client_id: event.client.client_id }),
    connection: { name: connection.name, strategy: connection.strategy },
  }
  return await callService(parseServiceSettings(secrets), ADMISSION_PATH, question, parseAdmissionResponse)
}

/** Notes which handoff admitted the sign-up, so that a first login tomorrow, on another device, still finds it. */
function stamp(event: PreUserRegistrationEvent, api: PreUserRegistrationApi, admission: string): void {
  // Passwordless users cannot get metadata here, says https://auth0.com/docs/customize/actions/explore-triggers
  if (event.connection.strategy === 'auth0') api.user.setAppMetadata(METADATA_KEY, { admission })
}

function deny(api: PreUserRegistrationApi, code: RefusalCode): void {
  console.log(`guestlist: refused ${code}`)
  api.access.deny(code, sentenceFor(code))
}
