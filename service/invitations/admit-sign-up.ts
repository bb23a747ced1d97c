import type { AdmissionRequest, AdmissionResponse } from '../../contract/calls.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { decideAdmission } from './decide-admission.ts'
import { type FindPresentedDeps, findPresented } from './find-presented.ts'
import { normaliseEmail, normalisePhoneNumber } from './normalise-address.ts'

export type AdmitDeps = FindPresentedDeps & { ledger: Pick<Ledger, 'markAdmitted'> }

/** Answers whether a sign-up may go on; the answer names the handoff, for the stamp on the new account. */
export async function admitSignUp(deps: AdmitDeps, request: AdmissionRequest): Promise<AdmissionResponse> {
  const { presented, isLate } = await findPresented(deps, request)
  const now = deps.now()
  const decision = decideAdmission({
    presented,
    isLate,
    email: request.email === undefined ? null : normaliseEmail(request.email),
    phoneNumber: request.phone_number === undefined ? null : normalisePhoneNumber(request.phone_number),
    clientId: request.client_id,
    connectionName: request.connection.name,
    now,
  })
  if (decision.outcome === 'admitted' && decision.admission)
    await deps.ledger.markAdmitted(decision.admission, now)
  return decision
}
