import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Log } from '../base/log.ts'
import { LedgerError } from '../ledger/ledger-error.ts'
import { ManagementError } from '../management/management-api.ts'
import { ApiError, answerApiError } from './api/api-error.ts'
import type { HttpEnv } from './http-env.ts'
import { isMachinePath } from './machine-paths.ts'
import { FailurePage, ForeignFormPage, NotFoundPage } from './pages/notices.tsx'
import { renderPage } from './pages/parts/render-page.tsx'
import { type Brand, siteFor } from './pages/site.ts'
import { findRoute, noteOutcome } from './request-log.ts'

/** Answers whatever a handler threw: with a code for machines, with a page for people, with nothing internal for both. */
export function createErrorHandler({ brand, log }: { brand: Brand; log: Log }): ErrorHandler<HttpEnv> {
  return (error, c) => {
    if (isMachine(c)) {
      const refusal = toApiError(error)
      noteOutcome({ code: refusal.code, field: refusal.field })
      if (refusal.code === 'internal' || refusal.code === 'unavailable') logFailure(log, c, error)
      return answerApiError(c, refusal)
    }
    if (error instanceof HTTPException && error.status < 500)
      return renderPage(c, <ForeignFormPage site={siteFor(c, { brand })} />, {
        status: error.status === 413 ? 413 : 403,
      })
    logFailure(log, c, error)
    return renderPage(c, <FailurePage site={siteFor(c, { brand })} requestId={c.get('requestId')} />, {
      status: 500,
    })
  }
}

/** Answers requests that no route takes. */
export function createNotFoundHandler({ brand }: { brand: Brand }): NotFoundHandler<HttpEnv> {
  return c =>
    isMachine(c)
      ? answerApiError(c, new ApiError('not_found', 'There is nothing here.'))
      : renderPage(c, <NotFoundPage site={siteFor(c, { brand })} />, { status: 404 })
}

function isMachine(c: Context): boolean {
  return isMachinePath(c.req.path)
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  // The pages' rules throw this for paths that no other route has taken.
  if (error instanceof HTTPException) return new ApiError('not_found', 'There is nothing here.')
  if (error instanceof LedgerError || error instanceof ManagementError)
    return new ApiError('unavailable', 'A part of the service cannot answer right now. Try again.')
  return new ApiError('internal', 'Something went wrong on our side.')
}

/** Says what failed and where. Never the message: it may quote a statement, an address or an upstream answer. */
function logFailure(log: Log, c: Context<HttpEnv>, error: Error): void {
  log.error('request_failed', {
    route: findRoute(c),
    error: error.name,
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    where: /\bservice\/[\w/.-]+:\d+/.exec(error.stack ?? '')?.[0],
  })
}
