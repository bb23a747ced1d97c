import { Hono } from 'hono'
import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { OpenApiDocument } from '../api/openapi/open-api.ts'
import { referenceStylesheetPath } from '../assets/assets.ts'
import type { HttpEnv } from '../http-env.ts'
import { renderPage } from '../pages/parts/render-page.tsx'
import type { Brand } from '../pages/site.ts'
import { ReferencePage } from './reference-page.tsx'

export interface ReferenceDeps {
  readonly brand: Brand
  readonly createDocument: () => OpenApiDocument
}

/**
 * `GET /openapi.json` for programs and `GET /api` for people. Both are public: they say what there is, and no more. Both
 * are made once, when somebody first asks: whoever asks often costs no more than any other request.
 */
export function createReferenceRoutes({ brand, createDocument }: ReferenceDeps): Hono<HttpEnv> {
  const { organizationName } = brand
  const document = once(createDocument)
  const json = once(() => JSON.stringify(document()))
  const page = once(
    (): HtmlEscapedString =>
      raw(
        String(
          <ReferencePage
            organizationName={organizationName}
            stylesheet={referenceStylesheetPath}
            document={document()}
          />,
        ),
      ),
  )
  return new Hono<HttpEnv>()
    .get('/openapi.json', c => c.body(json(), 200, { 'Content-Type': 'application/json' }))
    .get('/api', c => renderPage(c, page(), { runsNothing: true }))
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
