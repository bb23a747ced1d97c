import { createAuditArea } from './audit/audit-area.tsx'
import { createGateArea } from './gate/gate-area.tsx'
import { createImportsArea } from './imports/imports-area.ts'
import { createInvitationsArea } from './invitations/invitations-area.ts'
import { createInviteArea } from './invite/invite-area.ts'
import type { AdminArea } from './navigation.ts'
import { createOverviewArea } from './overview/overview-area.tsx'
import { createPolicyArea } from './policy/policy-area.tsx'
import { createWebhooksArea } from './webhooks/webhooks-area.tsx'

/** Every area of administrators' pages, in the order of the navigation; `/admin` leads to the first that is open. */
export const adminAreas: readonly AdminArea[] = [
  createOverviewArea(),
  createInvitationsArea(),
  createInviteArea(),
  createImportsArea(),
  createGateArea(),
  createPolicyArea(),
  createWebhooksArea(),
  createAuditArea(),
]
