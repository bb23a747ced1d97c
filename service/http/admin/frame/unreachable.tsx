import type { Context } from 'hono'
import { messagesFor } from '../../../messages/messages.ts'
import { FORM_TOKEN } from '../../form-token.ts'
import { renderPage } from '../../pages/parts/render-page.tsx'
import { siteFor } from '../../pages/site.ts'
import type { AdminDeps } from '../admin-deps.ts'
import { KeptFormAgain, readKeptForm } from './kept-form.tsx'
import { AdminNotice } from './notice-pages.tsx'

/** The tenant does not answer; what somebody has sent waits on the page for another try. */
export async function showUnreachable(c: Context, deps: AdminDeps) {
  const site = siteFor(c, deps)
  const { again } = messagesFor(site.locale).adminFrame.unreachable
  const kept = await readKeptForm(c)
  const sent = kept && (await c.req.parseBody())
  const token = typeof sent?.[FORM_TOKEN] === 'string' ? sent[FORM_TOKEN] : undefined
  const form = kept && <KeptFormAgain kept={kept} label={again} token={token} />
  const { pathname, search } = new URL(c.req.url)
  const href = c.req.method === 'GET' ? `${pathname}${search}` : '/admin'
  const actions = kept ? [] : [{ label: again, href, isMain: true }]
  const page = <AdminNotice site={site} actions={actions} form={form} notice="unreachable" tone="late" />
  return renderPage(c, page, { status: 503, formTargets: [] })
}
