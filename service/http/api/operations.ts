import type { ApiOperation } from './operation.ts'
import { admitUser } from './operations/admit-user.ts'
import { createImport } from './operations/create-import.ts'
import { createInvitation } from './operations/create-invitation.ts'
import { eraseInvitation } from './operations/erase-invitation.ts'
import { exportInvitations } from './operations/export-invitations.ts'
import { extendInvitation } from './operations/extend-invitation.ts'
import { getInvitationHistory } from './operations/get-history.ts'
import { getInvitation } from './operations/get-invitation.ts'
import { getPolicy } from './operations/get-policy.ts'
import { exportFailedRows, listImportRows } from './operations/import-rows.ts'
import { cancelImport, confirmImport, getImport, listImports } from './operations/imports.ts'
import { listInvitations } from './operations/list-invitations.ts'
import { listObservations } from './operations/list-observations.ts'
import { listUserInvitations } from './operations/list-user-invitations.ts'
import { listRefusedProfiles, removeRefusedProfile } from './operations/refused-profiles.ts'
import { deleteInvitation, revokeInvitation, revokeInvitations } from './operations/revoke-invitations.ts'
import { createInvitationLink, resendInvitation } from './operations/send-again.ts'
import { updateInvitation } from './operations/update-invitation.ts'
import { listWebhookDeliveries, replayWebhookDelivery } from './operations/webhook-deliveries.ts'

/** Every operation of the API, in the order of the reference. A fixed path comes before one with a name in it. */
export const operations: readonly ApiOperation[] = [
  createInvitation,
  listInvitations,
  exportInvitations,
  revokeInvitations,
  getInvitation,
  updateInvitation,
  resendInvitation,
  createInvitationLink,
  extendInvitation,
  revokeInvitation,
  deleteInvitation,
  eraseInvitation,
  getInvitationHistory,
  createImport,
  listImports,
  getImport,
  confirmImport,
  cancelImport,
  listImportRows,
  exportFailedRows,
  admitUser,
  listUserInvitations,
  listRefusedProfiles,
  removeRefusedProfile,
  listObservations,
  getPolicy,
  listWebhookDeliveries,
  replayWebhookDelivery,
]
