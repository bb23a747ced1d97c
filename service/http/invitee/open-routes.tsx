import { type Context, Hono } from 'hono'
import { TokenError } from '../../../contract/token-error.ts'
import type { InvitationKey } from '../../invitations/accept/open-invitation.ts'
import type { HttpEnv } from '../http-env.ts'
import { NothingOpenPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import { viewSeal } from './browser-seals.ts'
import { enterInvitation } from './enter-invitation.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { showInvitation } from './show-invitation.tsx'

/**
 * `GET /i/:token` and `GET /i`: the invitation, as often as anybody likes. Both only read: mail scanners and previews
 * fetch links before people do.
 */
export function createOpenRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  const { cookies, publicUrl, sealer } = deps
  const openLink = async (c: Context<HttpEnv>) => {
    const key = await readLink(deps, cutLink(c.req.param('token') ?? ''))
    if (!key) return showInvitation(c, deps, undefined)
    // The link leaves the address bar before the browser asks for anything else.
    return enterInvitation(c, deps, key)
  }
  return (
    new Hono<HttpEnv>()
      .get('/i/:token', openLink)
      // What a mail program has put behind the link may begin with a slash.
      .get('/i/:token/:rest{[\\s\\S]+}', openLink)
      .get('/i', async c => {
        const view = c.req.query('view')
        const [viewed, opened] = await Promise.all([sealer.open(viewSeal, view), cookies.readInvitation(c)])
        if (view !== undefined && opened && (!viewed || areSame(viewed, opened)))
          return c.redirect(`${publicUrl}/i`, 303)
        const key = viewed ?? opened
        return key
          ? showInvitation(c, deps, key)
          : renderPage(c, <NothingOpenPage site={siteFor(c, deps)} />, { status: 404 })
      })
  )
}

async function readLink(deps: InviteeDeps, token: string): Promise<InvitationKey | undefined> {
  try {
    const { invitationId, generation } = await deps.verifyLink(token)
    return { invitationId, generation }
  } catch (error) {
    if (!(error instanceof TokenError)) throw error
    deps.log.info('link_refused', { code: error.code })
    return undefined
  }
}

function areSame(one: InvitationKey, other: InvitationKey): boolean {
  return one.invitationId === other.invitationId && one.generation === other.generation
}

/** Bytes of an Ed25519 signature are 64 (RFC 8032 §5.1.6): so many letters in base64url, never more or fewer. */
const SIGNATURE_LENGTH = 86

/**
 * A compact JWS, and what may be around it: nothing that could be a letter of its own. `_` and `-` are letters of
 * base64url, but the signature has all of its own already.
 */
const LINK = new RegExp(
  `^[^A-Za-z0-9]*([\\w-]+\\.[\\w-]+\\.[\\w-]{${SIGNATURE_LENGTH}})[_-]*(?:[^\\w-].*)?$`,
  's',
)

/**
 * Cuts off what mail programs and chats put around a link: full stops, brackets, quotation marks, invisible characters,
 * slashes, parameters. What is left is the token as it was sent, and is verified as such: nothing within it is mended.
 */
export function cutLink(written: string): string {
  return LINK.exec(written)?.[1] ?? written
}
