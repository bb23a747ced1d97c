import { type ServerType, serve } from '@hono/node-server'
import sendgridClient from '@sendgrid/client'
import sendgridMail from '@sendgrid/mail'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInMemoryTenant } from './in-memory-tenant.ts'
import type { JsonObject } from './state.ts'
import type { Switches } from './switches.ts'

// The packages' types hide the classes that their documentation uses.
const { Client } = sendgridClient as unknown as { Client: new () => typeof sendgridClient }
const { MailService } = sendgridMail as unknown as { MailService: new () => typeof sendgridMail }

const mail = {
  personalizations: [{ to: [{ email: 'anna@example.com' }] }],
  from: { email: 'hello@acme.example', name: 'Acme' },
  subject: 'Join us',
  content: [
    { type: 'text/plain', value: 'Open LINK' },
    { type: 'text/html', value: '<a href="LINK">Open</a>' },
  ],
}

function createScene(switches: Partial<Switches> = {}) {
  const scene = createInMemoryTenant({ switches })
  const post = (
    body: JsonObject | string,
    headers: Record<string, string> = { authorization: 'Bearer SG.key' },
  ) =>
    scene.app.request('http://localhost:4400/v3/mail/send', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { ...scene, post }
}

describe('POST /v3/mail/send', () => {
  it('accepts with 202, an id and no body, and delivers to the mailbox', async () => {
    const { post, tenant } = createScene()
    const response = await post(mail)
    expect([response.status, await response.text()]).toEqual([202, ''])
    expect(response.headers.get('x-message-id')).toMatch(/^[\w-]{22}$/)
    expect(tenant.state.mails).toMatchObject([
      {
        to: 'anna@example.com',
        from: 'Acme <hello@acme.example>',
        subject: 'Join us',
        via: 'sendgrid',
        text: 'Open LINK',
        html: '<a href="LINK">Open</a>',
        request: { from: mail.from },
      },
    ])
  })

  it('makes a mail of every personalization, with its own subject and substitutions', async () => {
    const { post, tenant } = createScene()
    const personalizations = [1, 2].map(number => ({
      to: [{ email: `p${number}@example.com` }],
      subject: `Join us, number ${number}`,
      substitutions: { LINK: `https://x.example/?a=1&n=$&${number}` },
    }))
    expect((await post({ ...mail, personalizations })).status).toBe(202)
    expect(tenant.state.mails).toMatchObject([
      { to: 'p1@example.com', subject: 'Join us, number 1', text: 'Open https://x.example/?a=1&n=$&1' },
      {
        to: 'p2@example.com',
        subject: 'Join us, number 2',
        html: '<a href="https://x.example/?a=1&n=$&2">Open</a>',
      },
    ])
    expect(tenant.state.mails[0]?.request).toMatchObject({ personalizations: [personalizations[0]] })
  })

  it.each([
    ['no personalizations', { personalizations: [] }, 'personalizations'],
    [
      'more than 1000 personalizations',
      { personalizations: Array.from({ length: 1001 }, () => mail.personalizations[0]) },
      'personalizations',
    ],
    ['a personalization without recipients', { personalizations: [{ to: [] }] }, 'personalizations.0.to'],
    [
      'an address that is none',
      { personalizations: [{ to: [{ email: 'anna' }] }] },
      'personalizations.0.to.0.email',
    ],
    [
      'the same address twice',
      { personalizations: [{ to: [{ email: 'a@b.c' }], cc: [{ email: 'A@b.c' }] }] },
      'personalizations.0',
    ],
    ['an empty subject', { subject: '' }, 'subject'],
    ['no content', { content: [] }, 'content'],
    ['an empty content', { content: [{ type: 'text/plain', value: '' }] }, 'content.0.value'],
    ['HTML before plain text', { content: [...mail.content].reverse() }, 'content'],
    ['a reserved header', { headers: { Subject: 'x' } }, 'headers'],
    [
      'too large substitutions',
      { personalizations: [{ to: [{ email: 'a@b.c' }], substitutions: { a: 'x'.repeat(10_001) } }] },
      'personalizations.0.substitutions',
    ],
    ['an unknown property', { colour: 'red' }, null],
  ])('refuses %s with 400 and the field', async (_case, change, field) => {
    const { post, tenant } = createScene()
    const response = await post({ ...mail, ...change } as JsonObject)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      errors: expect.arrayContaining([{ message: expect.any(String), field, help: null }]),
    })
    expect(tenant.state.mails).toEqual([])
  })

  it.each(['from', 'subject', 'content', 'personalizations'])('refuses a mail without %s', async name => {
    const { post } = createScene()
    const { [name as 'subject']: _left, ...rest } = mail
    expect((await post(rest as JsonObject)).status).toBe(400)
  })

  it('needs no root subject when every personalization has one', async () => {
    const { post } = createScene()
    const { subject, ...rest } = mail
    expect((await post({ ...rest, personalizations: [{ to: [{ email: 'a@b.c' }], subject }] })).status).toBe(
      202,
    )
    expect((await post(rest)).status).toBe(400)
  })

  it.each([{}, { authorization: 'Basic eDp5' }, { authorization: 'Bearer ' }])(
    'refuses %o as a key with 401',
    async headers => {
      const { post } = createScene()
      expect((await post(mail, headers as Record<string, string>)).status).toBe(401)
    },
  )

  it('refuses what is no JSON with 400', async () => {
    const { post } = createScene()
    expect((await post('{')).status).toBe(400)
  })

  it.each([429, 500])('answers an injected %i, delivers nothing, then works again', async status => {
    const { post, tenant } = createScene({ mailFault: { status, requests: 1 } })
    const response = await post(mail)
    expect(response.status).toBe(status)
    expect(response.headers.has('x-ratelimit-reset')).toBe(status === 429)
    expect(tenant.state.mails).toEqual([])
    expect((await post(mail)).status).toBe(202)
  })
})

describe('the real @sendgrid/mail', () => {
  const { app, tenant } = createInMemoryTenant()
  const service = new MailService()
  let server: ServerType

  beforeAll(async () => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
    await new Promise(resolve => server.once('listening', resolve))
    const address = server.address()
    const client = new Client()
    client.setApiKey('SG.key')
    client.setDefaultRequest(
      'baseUrl',
      `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    )
    service.setClient(client)
  })

  afterAll(() => void server.close())

  it('sends, and gets its 202 with the message id', async () => {
    const [response] = await service.send({
      to: 'anna@example.com',
      from: { email: 'hello@acme.example', name: 'Acme' },
      subject: 'Join us',
      text: 'Plain',
      html: '<p>Rich</p>',
      trackingSettings: { clickTracking: { enable: false, enableText: false } },
    })
    expect(response.statusCode).toBe(202)
    expect(response.headers).toHaveProperty('x-message-id')
    expect(tenant.state.mails.at(-1)).toMatchObject({
      to: 'anna@example.com',
      text: 'Plain',
      html: '<p>Rich</p>',
      request: { tracking_settings: { click_tracking: { enable: false, enable_text: false } } },
    })
  })

  it('finds the errors where it looks for them', async () => {
    const sending = service.send({
      to: 'anna@example.com',
      from: 'hello@acme.example',
      subject: 'x',
      html: '<p>x</p>',
      headers: { To: 'y' },
    })
    await expect(sending).rejects.toMatchObject({
      code: 400,
      response: { body: { errors: [{ field: 'headers' }] } },
    })
  })
})
