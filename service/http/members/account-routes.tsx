import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { ManagementError } from '../../management/management-api.ts'
import { decideProfileChange } from '../../members/decide-profile-change.ts'
import { findWaysIn } from '../../members/find-ways-in.ts'
import { isEditable, toMemberFields } from '../../members/member-field.ts'
import { sendPasswordLink } from '../../members/send-password-link.ts'
import type { SealKind } from '../../sign-in/sealed-cookie.ts'
import { formNameOf } from '../pages/parts/profile-field.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import { type NoticeCode, toNoticeCode } from './account-notice.tsx'
import { AccountPage } from './account-page.tsx'
import type { Member, MemberEnv } from './member-guard.tsx'
import type { MembersDeps } from './members-deps.ts'
import { type ProfileForm, SHOWN_FIELD } from './profile-panel.tsx'

type Values = Readonly<Record<string, string>>

/** What a page has shown: a change is one against that, and not against what the tenant has by now. */
const shownSeal: SealKind<{ userId: string; values: Record<string, string> }> = {
  purpose: 'account-shown',
  content: z.object({ userId: z.string(), values: z.record(z.string(), z.string()) }),
  ttlSeconds: 43_200,
}

/** A member's page and what can be done there; all behind the guard. */
export function createAccountRoutes(deps: MembersDeps): Hono<MemberEnv> {
  return new Hono<MemberEnv>()
    .get('/', c => showAccount(c, deps, { notice: toNoticeCode(c.req.query('notice')) }))
    .post('/', c => change(c, deps))
    .post('/password', async c => {
      const { user } = c.get('member')
      const outcome = await sendPasswordLink(deps, user, siteFor(c, deps).locale)
      return back(c, deps, outcome === 'unsupported' ? 'refused' : `link_${outcome}`)
    })
}

/** Saves what has been changed on the page, or shows it again with what is in the way. */
async function change(c: Context<MemberEnv>, deps: MembersDeps) {
  const { user } = c.get('member')
  const { fields } = deps.joining
  const sent = await c.req.parseBody()
  const shown = await deps.sealer.open(shownSeal, toFormValue(sent[SHOWN_FIELD]))
  if (shown?.userId !== user.userId) return back(c, deps, 'unchanged')
  const typed: Record<string, string> = {}
  for (const field of fields) {
    const value = sent[formNameOf(field)]
    if (typeof value === 'string') typed[field.name] = value
  }
  const decision = decideProfileChange({ fields, user, shown: shown.values, typed })
  const asShown = { typed, shown: shown.values }
  switch (decision.outcome) {
    case 'unchanged':
      return back(c, deps, 'unchanged')
    case 'faulty':
      return showAccount(c, deps, { ...asShown, faults: decision.faults, status: 422 })
    case 'conflict':
      // The page now shows the current values, so a second save is made knowing them.
      return showAccount(c, deps, {
        typed: changedOnly(typed, shown.values),
        conflicts: decision.now,
        notice: 'conflict',
        status: 409,
      })
    case 'changed': {
      const failure = await save(deps, c.get('member'), decision)
      return failure
        ? showAccount(c, deps, { ...asShown, notice: failure, status: 503 })
        : back(c, deps, 'saved')
    }
  }
}

/** What the person has typed themselves: of the other fields, only what the tenant has counts. */
function changedOnly(typed: Values, shown: Values): Values {
  return Object.fromEntries(Object.entries(typed).filter(([name, text]) => text !== shown[name]))
}

/** Writes the change; what stood in the way, if anything did. */
async function save(
  { management, log }: MembersDeps,
  { user: { userId } }: Member,
  {
    patch,
    names,
  }: { patch: Parameters<MembersDeps['management']['updateUser']>[1]; names: readonly string[] },
): Promise<NoticeCode | undefined> {
  try {
    await management.updateUser(userId, patch, { urgency: 'waiting' })
    log.info('member_profile_changed', { user: userId, fields: names.join(' ') })
    return undefined
  } catch (error) {
    if (!(error instanceof ManagementError)) throw error
    log.warn('member_profile_not_changed', { user: userId, code: error.code })
    if (error.code === 'rate_limited') return 'busy'
    // The request may have arrived, and only its answer not.
    return error.code === 'timeout' || error.code === 'unreachable' ? 'unknown' : 'refused'
  }
}

interface Shown extends Omit<ProfileForm, 'shown'> {
  notice?: NoticeCode | undefined
  /** What the form was about; what the tenant has, where nothing is said. */
  shown?: Values
  status?: 200 | 409 | 422 | 503
}

async function showAccount(c: Context<MemberEnv>, deps: MembersDeps, options: Shown) {
  const { notice, shown, status = 200, ...form } = options
  const member = c.get('member')
  const fields = toMemberFields(deps.joining.fields, member.user)
  const now = Object.fromEntries(fields.filter(isEditable).map(({ field, value }) => [field.name, value]))
  const content = { userId: member.user.userId, values: { ...(shown ?? now) } }
  const page = (
    <AccountPage
      site={siteFor(c, deps)}
      member={member}
      fields={fields}
      ways={await findWaysIn(deps.ledger, member.user)}
      notice={notice}
      form={{ ...form, shown: await deps.sealer.seal(shownSeal, content) }}
      formToken={await deps.membership.sessions.makeFormToken(member.session)}
    />
  )
  // Signing out ends at the tenant, and browsers check where a form is sent on to, too.
  return renderPage(c, page, { status, formTargets: [deps.loginOrigin] })
}

function back(c: Context, deps: MembersDeps, notice: NoticeCode) {
  return c.redirect(`${deps.publicUrl}/account?notice=${notice}`, 303)
}

function toFormValue(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
