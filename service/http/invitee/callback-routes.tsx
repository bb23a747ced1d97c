import { type Context, Hono } from 'hono'
import { CALLBACK_PATH } from '../../../contract/calls.ts'
import type { Locale } from '../../../contract/locale.ts'
import { codeOfSentence, isRefusalCode, sentenceFor } from '../../../contract/refusal.ts'
import { toInvitation } from '../../invitations/model/invitation.ts'
import type { RefusalRow } from '../../ledger/schema/schema.ts'
import { type Messages, messagesFor } from '../../messages/messages.ts'
import { SignInError } from '../../sign-in/sign-in-error.ts'
import type { HttpEnv } from '../http-env.ts'
import { ElsewherePage, NotJoinedPage, StoppedPage, TenantUnreachablePage } from '../pages/log-in-notices.tsx'
import type { PageAction } from '../pages/message-page.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { type Site, siteFor } from '../pages/site.ts'
import { type Acceptance, joinedSeal } from './browser-seals.ts'
import { explainRefusal } from './explain-refusal.tsx'
import { findTarget, type InviteeDeps } from './invitee-deps.ts'
import { backToInvitation } from './ways-on.ts'

/**
 * `GET /callback`: where the log-in that Accept began comes back to. It reads who came and what the login got; the
 * invitation was used, or not, before. The only thing it changes is how soon the grant is made.
 */
export function createCallbackRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>().get(CALLBACK_PATH, async c => {
    const query = new URL(c.req.url).searchParams
    // One of several that this browser may have begun, each in a tab of its own.
    const acceptance = await deps.cookies.readAcceptance(c, query.get('state'))
    // Another browser, or this one again: nothing is asked of the tenant, and this browser's own ways are left alone.
    if (!acceptance) return showElsewhere(c, deps)
    try {
      const { userId } = await deps.signIn.finish(query, acceptance)
      deps.cookies.clearAcceptance(c, acceptance)
      return await showOutcome(c, deps, acceptance, userId)
    } catch (error) {
      if (!(error instanceof SignInError)) throw error
      deps.log.info('sign_in_failed', { code: error.code })
      return showFailure(c, deps, error, acceptance)
    }
  })
}

/** What became of the invitation in the login of this very user. */
async function showOutcome(c: Context, deps: InviteeDeps, acceptance: Acceptance, userId: string) {
  const { handoffRef } = acceptance
  const redemption = await deps.ledger.findRedemptionOfHandoff(handoffRef)
  if (redemption?.user_id === userId) {
    // The login is over and has written its metadata: the grant can be completed now.
    if (redemption.granted_at === null) {
      await deps.ledger.expediteWork('grant', redemption.id, deps.now())
      deps.wakeWorker()
    }
    // Another tab may have opened another one since.
    const opened = await deps.cookies.readInvitation(c)
    if (opened?.invitationId === redemption.invitation_id) deps.cookies.clearInvitation(c)
    const content = { redemptionId: redemption.id, arrivedAt: deps.now() }
    return c.redirect(`${deps.publicUrl}/joined?view=${await deps.sealer.seal(joinedSeal, content)}`, 303)
  }
  const refusal = await deps.ledger.findRefusalOfHandoff(handoffRef)
  if (refusal?.user_id === userId) return explainRefusal(c, deps, refusal, await findLeave(deps, refusal))
  deps.log.warn('callback_without_redemption', { handoff: handoffRef })
  const site = siteOf(c, deps, acceptance)
  const page = <NotJoinedPage site={site} actions={await retry(c, deps, site)} />
  return renderPage(c, page, { status: 409 })
}

/** Somebody whom the gate let pass all the same is logged in already, and may leave it at that. */
async function findLeave(deps: InviteeDeps, refusal: RefusalRow) {
  if (refusal.passed === 0) return undefined
  const row = refusal.invitation_id ? await deps.ledger.findInvitation(refusal.invitation_id) : undefined
  const { destination } = await findTarget(deps, row && toInvitation(row))
  return (ways: Messages['notices']['ways']): PageAction[] => [
    { label: ways.withoutInvitation, href: destination },
  ]
}

async function showElsewhere(c: Context, deps: InviteeDeps, acceptance?: Acceptance) {
  const site = siteOf(c, deps, acceptance)
  const again = await retry(c, deps, site)
  // A browser that keeps no cookies comes here after joining, too, as does one that loads the page again.
  const goOn = { label: messagesFor(site.locale).invitee.joined.goOn(undefined), href: deps.welcomeUrl }
  const actions = [...again, { ...goOn, isMain: again.length === 0 }]
  return renderPage(c, <ElsewherePage site={site} actions={actions} />, { status: 400 })
}

async function showFailure(c: Context, deps: InviteeDeps, error: SignInError, acceptance: Acceptance) {
  const site = siteOf(c, deps, acceptance)
  const actions = await retry(c, deps, site)
  // The cookie stays: reloading the page is another try.
  if (error.code === 'unreachable')
    return renderPage(c, <TenantUnreachablePage site={site} actions={actions} />, { status: 503 })
  deps.cookies.clearAcceptance(c, acceptance)
  if (error.code === 'rejected') return showElsewhere(c, deps, acceptance)
  const sentence = toKnownSentence(error.tenantSays?.description, site.locale)
  const page = <StoppedPage site={site} sentence={sentence} actions={actions} />
  return renderPage(c, page, { status: 403 })
}

/** Only sentences of ours are shown; whatever else stands in the address bar is not. */
function toKnownSentence(description: string | undefined, locale: Locale): string | undefined {
  const code = isRefusalCode(description) ? description : codeOfSentence(description ?? '')
  return code && sentenceFor(code, locale)
}

async function retry(c: Context, deps: InviteeDeps, { locale }: Site): Promise<PageAction[]> {
  const { tryAgain } = messagesFor(locale).notices.ways
  return (await deps.cookies.readInvitation(c)) ? [backToInvitation(tryAgain)] : []
}

/** Uses the language of the page on which Accept was pressed. */
function siteOf(c: Context, deps: InviteeDeps, acceptance: Acceptance | undefined): Site {
  return siteFor(c, deps, { wish: acceptance?.locale })
}
