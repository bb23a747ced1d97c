import type { Components } from '../api/openapi/json-schema.ts'
import type { OpenApiOperation, OpenApiResponse } from '../api/openapi/open-api.ts'
import { toCurlExample, toText } from './curl-example.ts'
import { ErrorList } from './error-list.tsx'
import { Example } from './example.tsx'
import { FieldList } from './field-list.tsx'
import { Inline, Prose } from './prose.tsx'
import { RequestFields } from './request-fields.tsx'

export interface ListedOperation {
  readonly path: string
  readonly method: string
  readonly operation: OpenApiOperation
}

interface OperationSectionProps extends ListedOperation {
  origin: string
  components: Components
}

/** Everything about one operation: what it is for, what it takes, what it answers, and how to ask for it. */
export function OperationSection({ origin, components, ...listed }: OperationSectionProps) {
  const { path, method, operation } = listed
  return (
    <section class="operation" id={operation.operationId} aria-labelledby={`${operation.operationId}-title`}>
      <h2 id={`${operation.operationId}-title`}>{operation.summary}</h2>
      <p class="address">
        <span class={`method method-${method}`}>{method}</span>
        <code>{path}</code>
      </p>
      <div class="columns">
        <div>
          <Prose text={operation.description} />
          <p class="note">
            Needs <Permissions operation={operation} />. Operation <code>{operation.operationId}</code>.
          </p>
          <RequestFields operation={operation} components={components} />
          <Answers operation={operation} components={components} />
          <ErrorList operation={operation} />
        </div>
        <div class="examples">
          <Example title="Request" text={toCurlExample({ origin, ...listed })} />
          {successes(operation).map(([status, response]) => (
            <ResponseExamples status={status} response={response} />
          ))}
        </div>
      </div>
    </section>
  )
}

function Permissions({ operation }: { operation: OpenApiOperation }) {
  const names = Object.values(operation.security[0] ?? {}).flat()
  return (
    <>
      {names.map((name, index) => (
        <>
          {index > 0 && ' and '}
          <code>{name}</code>
        </>
      ))}
    </>
  )
}

function Answers({ operation, components }: { operation: OpenApiOperation; components: Components }) {
  return (
    <>
      {successes(operation).map(([status, { description, headers = {}, content = {} }]) => (
        <>
          <h3>Answer {status}</h3>
          <p>
            <Inline text={description} />
          </p>
          {Object.entries(headers).map(([name, header]) => (
            <p class="note">
              Header <code>{name}</code>: <Inline text={header.description} />
            </p>
          ))}
          {content['application/json'] && (
            <details>
              <summary>Fields of the answer</summary>
              <FieldList schema={content['application/json'].schema} components={components} />
            </details>
          )}
        </>
      ))}
    </>
  )
}

function ResponseExamples({ status, response }: { status: string; response: OpenApiResponse }) {
  return (
    <>
      {Object.entries(response.content ?? {}).map(([type, { example }]) => (
        <Example
          title={`Answer ${status} · ${type}`}
          text={typeof example === 'string' ? example : toText(example)}
        />
      ))}
    </>
  )
}

function successes({ responses }: OpenApiOperation): [string, OpenApiResponse][] {
  return Object.entries(responses).filter(([status]) => status.startsWith('2'))
}
