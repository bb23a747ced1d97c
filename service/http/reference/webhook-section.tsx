import type { Components } from '../api/openapi/json-schema.ts'
import type { OpenApiOperation } from '../api/openapi/open-api.ts'
import { toText } from './curl-example.ts'
import { Example } from './example.tsx'
import { Prose } from './prose.tsx'
import { RequestFields } from './request-fields.tsx'

/** What receivers of events are sent. */
export function WebhookSection({
  webhook,
  components,
}: {
  webhook: OpenApiOperation
  components: Components
}) {
  const { operationId, summary, description, requestBody } = webhook
  return (
    <section class="operation" id={operationId} aria-labelledby={`${operationId}-title`}>
      <h2 id={`${operationId}-title`}>{summary}</h2>
      <p class="address">
        <span class="method method-post">post</span>
        <span class="note">to the address of the endpoint</span>
      </p>
      <div class="columns">
        <div>
          <Prose text={description} />
          <RequestFields operation={webhook} components={components} />
        </div>
        <div class="examples">
          <Example title="Body" text={toText(requestBody?.content['application/json']?.example)} />
        </div>
      </div>
    </section>
  )
}
