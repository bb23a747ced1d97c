import {
  ADMISSION_PATH,
  type AdmissionRequest,
  type AdmissionResponse,
  type Carriers,
  parseAdmissionResponse,
} from '../contract/calls.ts'
import type { Gate } from '../contract/gate.ts'
import { METADATA_KEY, PASSED_KEY } from '../contract/guestlist-metadata.ts'
import { HANDOFF_FIELD } from '../contract/handoff-token.ts'
import { type RefusalCode, sentenceFor } from '../contract/refusal.ts'
import { isOwnState } from '../contract/state.ts'
import { ActionError, failureCode } from './action-error.ts'
import {
  canAddressTell,
  decideRegistration,
  decideRegistrationVerdict,
  decideStampCarrier,
} from './decide-registration.ts'
import { localeOf } from './event-locale.ts'
import type { PreUserRegistrationApi, PreUserRegistrationEvent } from './event-types.ts'
import { type Handoff, judgeHandoff } from './handoff-carrier.ts'
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
    const isReadable = isPreUserRegistrationEvent(event)
    // An open gate asks nothing of anybody, so the event does not have to be readable.
    if (!isReadable && GUESTLIST_GATE.mode === 'open') return
    if (!isReadable) throw new ActionError('event_unreadable')
    const verdict = decideRegistrationVerdict(event, GUESTLIST_GATE)
    // The mark records that this user may sign in there, so that the account never looks like one that was never
    // admitted.
    if (verdict === 'excepted') mark(event, api, PASSED_KEY, new Date().toISOString())
    if (verdict === 'open' || verdict === 'excepted') return await stampInvited(event, api)
    if (verdict === 'concerned') await admit(event, api)
  } catch (error) {
    // fail closed: whatever goes wrong is a refusal, with a code in the tenant's log and a sentence for the person.
    refuse(event, api, failureCode(error))
  }
}

async function admit(event: PreUserRegistrationEvent, api: PreUserRegistrationApi): Promise<void> {
  const answer = await decideSignUp(event)
  if (answer.outcome === 'refused') refuse(event, api, answer.code)
  else stamp(event, api, answer)
}

/** Stamps the account of an invitee whom the gate lets pass anyway. Nothing that goes wrong here keeps anybody out. */
async function stampInvited(event: PreUserRegistrationEvent, api: PreUserRegistrationApi): Promise<void> {
  try {
    const carrier = decideStampCarrier(await judgeCarriedHandoff(event), event)
    if (carrier) stamp(event, api, await ask(event, carrier, { passes: true }))
  } catch (error) {
    console.log(`guestlist: not stamped ${failureCode(error)}`)
  }
}

async function decideSignUp(event: PreUserRegistrationEvent): Promise<AdmissionResponse> {
  const handoff = await judgeCarriedHandoff(event)
  const addressTells = canAddressTell(event, GUESTLIST_GATE)
  const decision = decideRegistration(handoff, ownStateOf(event), addressTells)
  const observing = GUESTLIST_GATE.mode === 'observe'
  // A gate that only observes has every refusal counted; one that refuses tells nobody.
  if (decision.outcome === 'refused' && !observing) return decision
  const carrier = decision.outcome === 'ask' ? decision.carrier : {}
  return await ask(event, carrier, {
    ...(decision.outcome === 'refused' && { refused: decision.code }),
    ...(observing && { observing }),
  })
}

function ownStateOf({ transaction }: PreUserRegistrationEvent): string | undefined {
  return isOwnState(transaction?.state) ? transaction.state : undefined
}

function judgeCarriedHandoff({ request, secrets }: PreUserRegistrationEvent): Promise<Handoff> {
  return judgeHandoff(request.body?.[HANDOFF_FIELD], secrets.GUESTLIST_HANDOFF_KEYS, new Date())
}

async function ask(
  event: PreUserRegistrationEvent,
  carrier: Carriers,
  more: Pick<AdmissionRequest, 'refused' | 'observing' | 'passes'>,
): Promise<AdmissionResponse> {
  const question: AdmissionRequest = { ...carrier, ...toFacts(event), ...more }
  const settings = parseServiceSettings(event.secrets)
  return await callService(settings, ADMISSION_PATH, question, parseAdmissionResponse)
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

/** Stamps the account with what its first login needs, even tomorrow and on another device. */
function stamp(
  event: PreUserRegistrationEvent,
  api: PreUserRegistrationApi,
  answer: AdmissionResponse,
): void {
  if (answer.outcome === 'refused') console.log(`guestlist: not stamped ${answer.code}`)
  else if (answer.admission !== null) mark(event, api, METADATA_KEY, { admission: answer.admission })
}

function mark(
  event: PreUserRegistrationEvent,
  api: PreUserRegistrationApi,
  key: string,
  value: unknown,
): void {
  // Passwordless users cannot get metadata here, says https://auth0.com/docs/customize/actions/explore-triggers
  if (event.connection.strategy === 'auth0') api.user.setAppMetadata(key, value)
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
