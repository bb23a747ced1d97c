import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { readAsset } from '../../assets/read-asset.ts'

interface Asset {
  /** Its name changes with its content, so that it may be kept for ever. */
  readonly path: string
  readonly type: string
  readonly text: string
}

/** One file for browsers, in this order. */
const stylesheetNames = ['admin', 'admin-table', 'admin-invite'] as const

const css = stylesheetNames.map(name => readAsset(`${name}.css`)).join('\n')
const stylesheet = toAsset('css', 'text/css; charset=utf-8', css)
const script = toAsset('js', 'text/javascript; charset=utf-8', readAsset('admin.js'))

/** Path of the stylesheet of administrators' pages, which comes after that of all pages. */
export const adminStylesheetPath = stylesheet.path

/** Path of the script of administrators' pages: everything works without it. */
export const adminScriptPath = script.path

/** Serves the two. */
export function createAdminAssetRoutes(): Hono {
  const routes = new Hono()
  for (const { path, type, text } of [stylesheet, script])
    routes.get(path, c => {
      c.header('Content-Type', type)
      c.header('Cache-Control', 'public, max-age=31536000, immutable')
      return c.body(text)
    })
  return routes
}

function toAsset(extension: 'css' | 'js', type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
  return { path: `/assets/admin.${hash}.${extension}`, type, text }
}
