import { Hono } from 'hono'
import type { OpenApiDocument } from '../api/openapi/open-api.ts'
import { referenceStylesheetPath } from '../assets/stylesheet.ts'
import type { HttpEnv } from '../http-env.ts'
import type { Site } from '../pages/layout.tsx'
import { renderPage } from '../pages/render-page.tsx'
import { ReferencePage } from './reference-page.tsx'

export interface ReferenceDeps {
  readonly site: Site
  readonly document: OpenApiDocument
}

/** `GET /openapi.json` for programs and `GET /api` for people. Both are public: they say what there is, and no more. */
export function createReferenceRoutes({ site, document }: ReferenceDeps): Hono<HttpEnv> {
  const { organizationName } = site
  return new Hono<HttpEnv>()
    .get('/openapi.json', c => c.json(document))
    .get('/api', c =>
      renderPage(
        c,
        <ReferencePage
          organizationName={organizationName}
          stylesheet={referenceStylesheetPath}
          document={document}
        />,
      ),
    )
}
