import type { OpenApiOperation } from '../api/openapi/open-api.ts'
import { Inline } from './prose.tsx'

/** Every code that an operation may refuse with, by status. */
export function ErrorList({ operation }: { operation: OpenApiOperation }) {
  const refusals = Object.entries(operation.responses).filter(([status]) => !status.startsWith('2'))
  return (
    <>
      <h3>Errors</h3>
      <dl class="errors">
        {refusals.flatMap(([status, { content = {} }]) =>
          Object.entries(content['application/json']?.examples ?? {}).map(([code, { summary }]) => (
            <div>
              <dt>
                <code>{code}</code>
                <span class="type">{status}</span>
              </dt>
              <dd>
                <Inline text={summary} />
              </dd>
            </div>
          )),
        )}
      </dl>
    </>
  )
}
