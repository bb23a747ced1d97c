import { assertNewInvitation } from '../invitations/manage/assert-new-invitation.ts'
import { assertKnownToTenant } from '../invitations/manage/assert-terms.ts'
import { readAddress } from '../invitations/manage/read-addressee.ts'
import { InvitationError } from '../invitations/model/invitation-error.ts'
import type { Inviter, NewInvitation } from '../invitations/model/new-invitation.ts'
import type { ImportDeps } from './import-deps.ts'
import type { ImportOptions } from './import-options.ts'
import { parseRow } from './parse-row.ts'
import type { RowValues } from './source-row.ts'

/** May a row become an invitation? `request` has its address normalised. */
export type Judgement =
  | { readonly outcome: 'valid'; readonly email: string; readonly request: NewInvitation }
  | { readonly outcome: 'malformed'; readonly reason: string; readonly field: string | null }

/** Judges rows by the rules of single invitations. Throws ManagementError when the tenant cannot be asked. */
export type ValidateRow = (values: RowValues) => Promise<Judgement>

/** Different grants that are remembered: a file has a few, or one for each row, and then none need be remembered. */
const MAX_REMEMBERED = 1_000

/**
 * Creates the judge of one import. What the tenant and the policy say about a grant they say once, as long as this
 * judge is used, which is for a file or a stretch of one.
 */
export function createRowValidator(deps: ImportDeps, options: ImportOptions, inviter: Inviter): ValidateRow {
  const remembered = new Map<string, Promise<InvitationError | undefined>>()
  const validateGrant = (request: NewInvitation) => {
    const key = grantKeyOf(request)
    const known = remembered.get(key)
    if (known !== undefined) return known
    const validated = refusalOf(() => assertGrant(deps, request, inviter))
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(key, validated)
    return validated
  }
  return async values => {
    const request = parseRow(values, options)
    if ('reason' in request) return { outcome: 'malformed', ...request }
    try {
      assertNewInvitation(request, inviter, deps)
      const address = readAddress(request.invitee)
      if (!('email' in address))
        throw new InvitationError('invalid_address', 'invitee.email', 'No email address.')
      if (!deps.guard.isAllowedAddress(address))
        throw new InvitationError('domain_not_allowed', 'invitee.email', 'Nobody may be invited there.')
      const refusal = await validateGrant(request)
      if (refusal) throw refusal
      return { outcome: 'valid', email: address.email, request: { ...request, invitee: address } }
    } catch (error) {
      return toMalformed(error)
    }
  }
}

/** What the tenant and the policy are asked: not the values of metadata, nor whether somebody has an account. */
async function assertGrant(deps: ImportDeps, request: NewInvitation, inviter: Inviter): Promise<void> {
  await assertKnownToTenant(deps.catalog, request)
  // Whether an address has an account would be one question to the tenant for each row: acceptance asks it.
  await deps.guard.assertMayCreate(inviter, { ...request, invitee: {}, onExistingUser: undefined })
}

/** Two requests with the same key are allowed or refused alike. No value of metadata is null by now. */
function grantKeyOf({ roles, clientId, appMetadata = {}, userMetadata = {} }: NewInvitation): string {
  return JSON.stringify([roles, clientId, Object.keys(appMetadata), Object.keys(userMetadata)])
}

async function refusalOf(assert: () => Promise<void>): Promise<InvitationError | undefined> {
  try {
    await assert()
    return undefined
  } catch (error) {
    if (error instanceof InvitationError) return error
    throw error
  }
}

function toMalformed(error: unknown): Judgement {
  if (!(error instanceof InvitationError)) throw error
  const field = error.field?.replace(/^(invitee|profile)\./, '') ?? null
  return { outcome: 'malformed', reason: error.code, field }
}
