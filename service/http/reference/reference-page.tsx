import type { OpenApiDocument } from '../api/openapi/open-api.ts'
import { type ListedOperation, OperationSection } from './operation-section.tsx'
import { Prose } from './prose.tsx'
import { WebhookSection } from './webhook-section.tsx'

interface ReferencePageProps {
  organizationName: string
  /** Path of the reference's own stylesheet. */
  stylesheet: string
  document: OpenApiDocument
}

/** The whole API on one page, made from the document that clients are generated from. */
export function ReferencePage({ organizationName, stylesheet, document }: ReferencePageProps) {
  const operations = listOperations(document)
  const webhooks = Object.values(document.webhooks).map(({ post }) => post)
  const { info, components, servers } = document
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${info.title} · ${organizationName}`}</title>
        <link rel="stylesheet" href={stylesheet} />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header class="contents">
          <a class="brand" href="#top">
            {info.title}
          </a>
          <Contents document={document} operations={operations} />
        </header>
        <main class="sheet" id="top">
          <div class="intro">
            <h1>{info.title}</h1>
            <Prose text={info.description} />
            <p>
              The same for programs: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).
            </p>
          </div>
          {operations.map(listed => (
            <OperationSection {...listed} origin={servers[0]?.url ?? ''} components={components.schemas} />
          ))}
          {webhooks.map(webhook => (
            <WebhookSection webhook={webhook} components={components.schemas} />
          ))}
        </main>
      </body>
    </html>
  )
}

function Contents({ document, operations }: { document: OpenApiDocument; operations: ListedOperation[] }) {
  const webhooks = Object.values(document.webhooks).map(({ post }) => ({ method: 'post', operation: post }))
  return (
    <nav aria-label="Operations">
      {document.tags.map(tag => (
        <>
          <h2>{tag.name}</h2>
          <ul>
            {[...operations, ...webhooks]
              .filter(({ operation }) => operation.tags.includes(tag.name))
              .map(({ method, operation }) => (
                <li>
                  <a href={`#${operation.operationId}`}>
                    <span class={`method method-${method}`}>{method}</span>
                    {operation.summary}
                  </a>
                </li>
              ))}
          </ul>
        </>
      ))}
    </nav>
  )
}

function listOperations({ paths }: OpenApiDocument): ListedOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )
}
