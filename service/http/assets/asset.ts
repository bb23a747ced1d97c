import { createHash } from 'node:crypto'
import { Hono } from 'hono'

/** A file that pages load. Its name changes with its content, so that it may be kept for ever. */
export interface Asset {
  readonly path: string
  readonly type: string
  readonly content: string | Uint8Array
}

export function toAsset(name: string, ending: string, type: string, content: string | Uint8Array): Asset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  return { path: `/assets/${name}.${hash}.${ending}`, type, content }
}

/** Serves them. */
export function serveAssets(files: readonly Asset[]): Hono {
  const routes = new Hono()
  for (const { path, type, content } of files)
    routes.get(path, c => {
      c.header('Content-Type', type.startsWith('text/') ? `${type}; charset=utf-8` : type)
      c.header('Cache-Control', 'public, max-age=31536000, immutable')
      // A drawing that is opened by itself is a document: it may style itself, and do nothing else.
      if (type === 'image/svg+xml')
        c.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      return c.body(typeof content === 'string' ? content : new Uint8Array(content))
    })
  return routes
}
