import type { Context } from 'hono'
import type { Invitation } from '../../invitations/model/invitation.ts'
import { asksBeforeJoining, type Joining, requiredFields } from '../../profile/joining.ts'
import { parseAnswers } from '../../profile/parse-answers.ts'
import type { Answers } from '../../profile/user-field.ts'
import { JOINING_STEP, JoiningPage, type JoiningPageProps } from '../pages/joining-page.tsx'
import { formNameOf } from '../pages/parts/profile-field.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { TERMS_FIELD } from '../pages/parts/terms-field.tsx'
import { siteFor } from '../pages/site.ts'
import { formSeal } from './browser-seals.ts'
import { findFormTargets } from './form-targets.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import type { SentForm } from './read-form.ts'

/** What stands between Accept and the log-in: answers, or a page that asks for them. */
export type JoiningStep = { answers: Answers | undefined } | { page: Response | Promise<Response> }

/** Reads what was filled in before joining; nothing is asked for where the operator asks for nothing. */
export async function readJoiningStep(
  c: Context,
  deps: InviteeDeps,
  { form, invitation }: { form: SentForm; invitation: Invitation },
): Promise<JoiningStep> {
  const { joining } = deps
  if (!asksBeforeJoining(joining)) return { answers: undefined }
  if (form.text(JOINING_STEP) === '')
    return {
      page: await showPage(c, deps, invitation, { values: prefilled(joining, invitation), agrees: false }),
    }
  const fields = requiredFields(joining)
  const typed = Object.fromEntries(fields.map(field => [field.name, form.text(formNameOf(field))]))
  const agrees = form.text(TERMS_FIELD) !== ''
  const parsed = parseAnswers(joining, { agrees, typed })
  if (parsed.outcome === 'complete') return { answers: parsed.answers }
  return { page: await showPage(c, deps, invitation, { values: typed, agrees, wrong: parsed }) }
}

async function showPage(
  c: Context,
  deps: InviteeDeps,
  invitation: Invitation,
  shown: Pick<JoiningPageProps, 'values' | 'agrees' | 'wrong'>,
) {
  const { id: invitationId, generation } = invitation
  const page = (
    <JoiningPage
      site={siteFor(c, deps, { wish: invitation.locale })}
      joining={deps.joining}
      handle={await deps.sealer.seal(formSeal, { invitationId, generation })}
      {...shown}
    />
  )
  const formTargets = await findFormTargets(deps, invitation)
  return renderPage(c, page, { status: shown.wrong ? 422 : 200, formTargets })
}

/** What the inviter has filled in, for whoever has the message: with the link of a number, which was shown, it is typed. */
function prefilled(
  joining: Joining,
  { delivery, profile, userMetadata }: Invitation,
): Record<string, string> {
  if (delivery !== 'delivered') return {}
  const values = requiredFields(joining).map(({ name, key, kind }) => [
    name,
    kind === 'text' || kind === 'phone' ? userMetadata[key] : profile[key],
  ])
  return Object.fromEntries(values.filter(([, value]) => typeof value === 'string'))
}
