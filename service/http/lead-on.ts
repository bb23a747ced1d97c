import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { HttpEnv } from './http-env.ts'
import { isMachinePath } from './machine-paths.ts'

/** Leads people who have typed `/admin/` to `/admin`: a page that is not there may be there without the slash. */
export function leadOn({ publicUrl }: { publicUrl: string }): MiddlewareHandler<HttpEnv> {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const { path } = c.req
    if (isMachinePath(path)) return next()
    await next()
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (c.res.status !== 404 || !isRead || !/[^/]\/$/.test(path)) return
    // Absolute, so that no path can be read as the name of another host.
    c.res = c.redirect(`${publicUrl}${path.slice(0, -1)}${new URL(c.req.url).search}`, 308)
  })
}
