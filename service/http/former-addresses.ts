import type { Context, MiddlewareHandler } from 'hono'
import type { HttpEnv } from './http-env.ts'
import { enterInvitation } from './invitee/enter-invitation.ts'
import type { InviteeDeps } from './invitee/invitee-deps.ts'

type FormerAddressesDeps = Pick<InviteeDeps, 'cookies' | 'publicUrl' | 'sealer'> & {
  readonly formerPublicUrls: readonly string[]
}

/** Programs do not follow a redirect with their key in it: they are answered where they ask. */
const ANSWERED_IN_PLACE = /^\/(?:api|actions|health)(?:\/|$)/
/** A link: its page leads to the present address by itself, and takes the token out of the address bar. */
const LINK = /^\/i\/[^/]+\.[^/]+$/

/**
 * Sends people who come to an address that PUBLIC_URL had before to the same page under the present one: only there do
 * cookies and log-ins work. Whoever has an invitation open in this browser takes it along.
 */
export function createFormerAddresses(deps: FormerAddressesDeps): MiddlewareHandler<HttpEnv> {
  const present = new URL(deps.publicUrl).host
  const former = new Set(deps.formerPublicUrls.map(url => new URL(url).host).filter(host => host !== present))
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    if (!isUnder(c, former) || ANSWERED_IN_PLACE.test(pathname) || LINK.test(pathname)) return await next()
    const isInvitation = pathname === '/i' || pathname.startsWith('/i/')
    const opened = isInvitation ? await deps.cookies.readInvitation(c) : undefined
    if (opened) return await enterInvitation(c, deps, opened)
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (isRead) return c.redirect(`${deps.publicUrl}${pathname}${search}`, 307)
    // A form of a page from before: what was typed cannot come along, the page can.
    return c.redirect(`${deps.publicUrl}/${pathname.split('/')[1] ?? ''}`, 303)
  }
}

/** A proxy may tell the host in either header: the redirect leads to one place, no matter who asks for it. */
function isUnder(c: Context, hosts: ReadonlySet<string>): boolean {
  if (hosts.size === 0) return false
  const names = [new URL(c.req.url).host, c.req.header('Host'), c.req.header('X-Forwarded-Host')]
  return names.some(name => name !== undefined && hosts.has(name.toLowerCase()))
}
