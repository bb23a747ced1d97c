import { createInvitationsArea } from './invitations/invitations-area.ts'
import type { AdminArea } from './navigation.ts'

/** Every area of administrators' pages, in the order of the navigation; `/admin` leads to the first that is open. */
export const adminAreas: readonly AdminArea[] = [createInvitationsArea()]
