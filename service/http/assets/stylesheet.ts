import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'

interface Stylesheet {
  /** Its name changes with its content, so that it may be kept for ever. */
  readonly path: string
  readonly css: string
}

const pages = readStylesheet('guestlist')
const reference = readStylesheet('reference')

/** Path of the stylesheet of the pages for people. */
export const stylesheetPath = pages.path

/** Path of the stylesheet of the API reference. */
export const referenceStylesheetPath = reference.path

/** Serves the stylesheets. */
export function createAssetRoutes(): Hono {
  const routes = new Hono()
  for (const { path, css } of [pages, reference])
    routes.get(path, c => {
      c.header('Content-Type', 'text/css; charset=utf-8')
      c.header('Cache-Control', 'public, max-age=31536000, immutable')
      return c.body(css)
    })
  return routes
}

function readStylesheet(name: string): Stylesheet {
  const css = readFileSync(new URL(`./${name}.css`, import.meta.url), 'utf8')
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 12)
  return { path: `/assets/${name}.${hash}.css`, css }
}
