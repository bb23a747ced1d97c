import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type MailRequest, mailRequest } from '../../../local-tenant/mail-request.ts'

/** A server that takes messages as SendGrid's documentation says, and keeps what was asked of it. */
export interface MailServer {
  readonly url: string
  /** Requests that arrived, whether or not they were answered. */
  readonly requests: MailRequest[]
  /** Answers nothing while it is set. */
  isStuck: boolean
  /** Whose address has the provider refuse the whole request. */
  refused: string | undefined
  /** So many requests fail, in a way that passes. */
  failures: number
  close(): Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const app = new Hono()
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const mail: MailServer = {
    url: `http://127.0.0.1:${port}`,
    requests: [],
    isStuck: false,
    refused: undefined,
    failures: 0,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
  app.post('/v3/mail/send', async c => {
    const request = mailRequest.parse(await c.req.json())
    mail.requests.push(request)
    if (mail.isStuck) await new Promise(() => {})
    if (mail.failures-- > 0) return c.json({ errors: [] }, 503)
    const isRefused = request.personalizations.some(({ to }) => to[0]?.email === mail.refused)
    return isRefused ? c.json({ errors: [] }, 400) : c.body(null, 202)
  })
  return mail
}

/** Everybody to whom requests went, as often as they did. */
export function recipientsOf(requests: readonly MailRequest[]): string[] {
  return requests.flatMap(({ personalizations }) =>
    personalizations.flatMap(({ to }) => to.map(one => one.email)),
  )
}
