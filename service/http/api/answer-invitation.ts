import type { Context } from 'hono'
import type { Invitation } from '../../invitations/model/invitation.ts'
import { toInvitationsJson } from '../../wire/to-invitations-json.ts'
import type { ApiDeps } from './api-deps.ts'
import type { ApiEnv } from './guard.ts'

interface AnswerOptions {
  readonly status?: 200 | 201
  /** This answer makes the link, or repeats the one that did. */
  readonly showsLink?: boolean
}

/**
 * Answers with one invitation. A link is in it only where the request made one for the caller to hand out or to send: the
 * link of a delivered invitation is for its mailbox alone, and for the client that vouches for that.
 */
export async function answerInvitation(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  invitation: Invitation,
  { status = 200, showsLink = false }: AnswerOptions = {},
) {
  const caller = c.get('caller')
  const [json] = await toInvitationsJson(deps, caller, [invitation])
  if (status === 201) c.header('Location', `${deps.publicUrl}/api/invitations/${invitation.id}`)
  const isForCaller = invitation.delivery === 'handed_out' || invitation.vouchedBy === caller.id
  const isShown = showsLink && isForCaller && invitation.status === 'pending'
  return c.json({ ...json, ...(isShown && { invitation_url: await deps.linkOf(invitation) }) }, status)
}
