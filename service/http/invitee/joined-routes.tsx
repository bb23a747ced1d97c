import { Hono } from 'hono'
import { toInvitation } from '../../invitations/model/invitation.ts'
import type { RedemptionRow } from '../../ledger/schema/schema.ts'
import type { HttpEnv } from '../http-env.ts'
import { JoinedPage } from '../pages/joined-page.tsx'
import { NothingOpenPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import { joinedSeal } from './browser-seals.ts'
import { findTarget, type InviteeDeps } from './invitee-deps.ts'

/** Nobody watches a page turn for longer than this; what was promised arrives without them. */
const PATIENCE_MS = 10_000

/** `GET /joined`: waits with the person for the grant, which the worker makes, and leads on to the application. */
export function createJoinedRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>().get('/joined', async c => {
    const joined = await deps.sealer.open(joinedSeal, c.req.query('view'))
    const redemption = joined && (await deps.ledger.findRedemption(joined.redemptionId))
    const row = redemption && (await deps.ledger.findInvitation(redemption.invitation_id))
    if (!joined || !redemption || !row)
      return renderPage(c, <NothingOpenPage site={siteFor(c, deps)} />, { status: 404 })
    const page = (
      <JoinedPage
        site={siteFor(c, deps, { wish: row.locale, keeps: ['view'] })}
        progress={toProgress(redemption, deps.now() - joined.arrivedAt)}
        {...(await findTarget(deps, toInvitation(row)))}
      />
    )
    // A script of ours asks whether the wait is over.
    return renderPage(c, page, { connects: true })
  })
}

function toProgress({ granted_at }: RedemptionRow, waitedMs: number): 'waiting' | 'granted' | 'late' {
  if (granted_at !== null) return 'granted'
  return waitedMs < PATIENCE_MS ? 'waiting' : 'late'
}
