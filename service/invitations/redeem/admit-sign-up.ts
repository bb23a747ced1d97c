import type { AdmissionRequest, AdmissionResponse } from '../../../contract/calls.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Joining } from '../../profile/joining.ts'
import { refuse } from '../model/decision.ts'
import { normaliseEmail, normalisePhoneNumber } from '../model/normalise-address.ts'
import { type AdmitByAddressDeps, admitByAddress } from './admit-by-address.ts'
import { decideAdmission } from './decide-admission.ts'
import { type FindPresentedDeps, findPresented } from './find-presented.ts'
import { type ObserveDeps, observe } from './observe.ts'

export type AdmitDeps = FindPresentedDeps &
  AdmitByAddressDeps &
  ObserveDeps & { ledger: Pick<Ledger, 'markAdmitted'>; joining: Joining }

/**
 * Answers whether a sign-up may go on; the answer names the handoff, for the stamp on the new account. What a gate that
 * only observes would have refused is counted. Throws ManagementError.
 */
export async function admitSignUp(deps: AdmitDeps, request: AdmissionRequest): Promise<AdmissionResponse> {
  const answer = request.refused === undefined ? await decideSignUp(deps, request) : refuse(request.refused)
  if (answer.outcome === 'refused' && request.observing) await observe(deps, { request, code: answer.code })
  return answer
}

async function decideSignUp(deps: AdmitDeps, request: AdmissionRequest): Promise<AdmissionResponse> {
  const { presented, isLate } = await findPresented(deps, request)
  // Users whom the gate lets pass ask only for the stamp, which an address alone does not give.
  if (!presented && !isLate)
    return request.passes ? refuse('invitation_required') : admitByAddress(deps, request)
  const now = deps.now()
  const decision = decideAdmission({
    presented,
    isLate,
    email: request.email === undefined ? null : normaliseEmail(request.email),
    phoneNumber: request.phone_number === undefined ? null : normalisePhoneNumber(request.phone_number),
    clientId: request.client_id,
    connection: request.connection,
    joining: deps.joining,
    now,
  })
  if (decision.outcome === 'admitted' && decision.admission !== null)
    await deps.ledger.markAdmitted(decision.admission, 'handoff', now)
  return decision
}
