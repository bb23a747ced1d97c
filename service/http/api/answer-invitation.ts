import type { Context } from 'hono'
import type { Invitation } from '../../invitations/invitation.ts'
import type { ApiDeps } from './api-deps.ts'
import type { ApiEnv } from './guard.ts'
import { toInvitationsJson } from './to-invitations-json.ts'

interface AnswerOptions {
  readonly status?: 200 | 201
  /** This answer makes the link, or repeats the one that did. */
  readonly showsLink?: boolean
}

/**
 * Answers with one invitation. A link is in it only where the request made one for the caller to hand out: the link of a
 * delivered invitation is for its mailbox alone, whoever asks.
 */
export async function answerInvitation(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  invitation: Invitation,
  { status = 200, showsLink = false }: AnswerOptions = {},
) {
  const [json] = await toInvitationsJson(deps, c.get('caller'), [invitation])
  if (status === 201) c.header('Location', `${deps.publicUrl}/api/invitations/${invitation.id}`)
  const isShown = showsLink && invitation.delivery === 'handed_out' && invitation.status === 'pending'
  return c.json({ ...json, ...(isShown && { invitation_url: await deps.linkOf(invitation) }) }, status)
}
