import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'

const css = readFileSync(new URL('./guestlist.css', import.meta.url), 'utf8')
const hash = createHash('sha256').update(css).digest('hex').slice(0, 12)

/** Path of the stylesheet. Its name changes with its content, so that it may be kept for ever. */
export const stylesheetPath = `/assets/guestlist.${hash}.css`

/** Serves the stylesheet. */
export function createAssetRoutes(): Hono {
  return new Hono().get(stylesheetPath, c => {
    c.header('Content-Type', 'text/css; charset=utf-8')
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    return c.body(css)
  })
}
