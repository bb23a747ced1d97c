import { type Context, Hono } from 'hono'
import { renderInvitationMail } from '../../../mail/invitation-mail.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { type InviteForm, readInviteForm } from './invite-form.ts'
import { readRecipients } from './read-recipients.ts'

/** Leads nowhere, and looks like what is sent. */
const EXAMPLE_CODE = 'ABCDE-FGHJK'
const DEFAULT_LIFETIME_SECONDS = 7 * 86_400

/** `POST /admin/invitations/new/preview`: the mail that the form would send, for a frame on the page of the form. */
export function createPreviewRoutes(deps: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>().post('/preview', async c => {
    const usual = { nonce: '', language: c.get('admin').site.locale }
    const form = readInviteForm(await c.req.parseBody({ all: true }), usual)
    const { html } = await renderMail(c, deps, form)
    // A document of its own: it may style itself, as mails do, and run, load and send nothing.
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox",
    )
    c.header('X-Frame-Options', 'SAMEORIGIN')
    return c.html(html)
  })
}

async function renderMail(c: Context<AdminEnv>, deps: AdminDeps, form: InviteForm) {
  const { caller, site } = c.get('admin')
  const { publicUrl, catalog } = deps
  const [first] = readRecipients(form.addresses)
  const address = first?.address && 'email' in first.address ? first.address.email : undefined
  const client = form.application ? await catalog.client(form.application).catch(() => undefined) : undefined
  const lifetime = Number(form.lifetime) || DEFAULT_LIFETIME_SECONDS
  const facts = {
    organization: site.organizationName,
    locale: form.language,
    inviter: caller.name,
    message: form.message,
    application: client?.name,
    invitee: address ?? messagesFor(site.locale).invite.previewAddress,
    link: `${publicUrl}/i`,
    code: { code: EXAMPLE_CODE, page: `${publicUrl}/i/code` },
    expiresAt: new Date(deps.now() + lifetime * 1000),
  }
  // The preview equals the mail: it has the operator's own template and colour.
  return renderInvitationMail(facts, site.templates)
}
