import type { Context } from 'hono'
import type { InvitationKey } from '../../invitations/accept/open-invitation.ts'
import { trimInvisible } from '../../invitations/model/invisible-characters.ts'
import { formSeal } from './browser-seals.ts'
import type { InviteeDeps } from './invitee-deps.ts'

/** What a form of ours sends: the invitation that its page showed, and what was typed into it. */
export interface SentForm {
  /** Undefined without a handle of ours, or with one that is a day old. */
  readonly key: InvitationKey | undefined
  /** What was typed into a field; empty when there was none, or a file. */
  text(name: string): string
}

/** Reads a form. */
export async function readForm(c: Context, { sealer }: Pick<InviteeDeps, 'sealer'>): Promise<SentForm> {
  const fields = await c.req.parseBody()
  const text = (name: string) => {
    const value = fields[name]
    // What is copied from a message may bring along what nobody sees.
    return typeof value === 'string' ? trimInvisible(value) : ''
  }
  return { key: await sealer.open(formSeal, text('invitation')), text }
}
