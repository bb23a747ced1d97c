import nock from 'nock'
import { afterEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../service/base/log.ts'
import { createMailer } from '../../../service/mail/create-mailer.ts'
import type { MailConfig } from '../../../service/mail/mail-settings.ts'
import { startSmtpServer } from './smtp-server.ts'

const SENDGRID = 'https://api.sendgrid.com'
const mail = {
  to: 'rosa@example.com',
  subject: 'Hi',
  html: '<p>Hi</p>',
  text: 'Hi',
  category: 'invitation',
  references: { invitation: 'inv_1', generation: '1' },
}

const closing: (() => Promise<void> | undefined)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  nock.cleanAll()
})

async function start(ways: MailConfig['ways']) {
  const server = await startSmtpServer()
  const lines: string[] = []
  const mailer = createMailer(
    {
      ways,
      sendgrid: { apiKey: 'SG.canary', baseUrl: undefined, webhookKey: undefined },
      smtp: {
        url: `smtp://ann:p%40ss%20word@localhost:${server.port}`,
        tls: 'required',
        ca: server.ca,
        connections: 1,
        messagesPerConnection: 100,
        messagesPerSecond: undefined,
      },
      from: 'Acme <invite@acme.example>',
    },
    createLog(line => lines.push(line), { level: 'info', now: Date.now }),
  )
  closing.push(() => mailer.close?.(), server.close)
  return { mailer, server, lines }
}

describe('two ways for mail', () => {
  it('lets the second take over, once and said so, where the first takes nothing', async () => {
    const { mailer, server, lines } = await start(['sendgrid', 'smtp'])
    nock(SENDGRID).post('/v3/mail/send').reply(503)
    await mailer.send(mail)
    expect(server.messages).toHaveLength(1)
    expect(lines.map(line => JSON.parse(line))).toMatchObject([
      { event: 'mail.taken_over', from: 'sendgrid', by: 'smtp', code: 'unavailable' },
    ])
    nock(SENDGRID).post('/v3/mail/send').reply(202)
    await mailer.send(mail)
    expect(server.messages).toHaveLength(1)
  })

  it.each([
    ['is refused for itself', (scope: nock.Interceptor) => scope.reply(400), 'rejected'],
    [
      'may have gone out already',
      (scope: nock.Interceptor) =>
        scope.replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' })),
      'uncertain',
    ],
  ])('does not send elsewhere a message that %s', async (_, answer, code) => {
    const { mailer, server } = await start(['sendgrid', 'smtp'])
    answer(nock(SENDGRID).post('/v3/mail/send'))
    await expect(mailer.send(mail)).rejects.toMatchObject({ code })
    expect(server.messages).toEqual([])
  })
})

it('a service without a way for mail hands nothing over', async () => {
  const { mailer, server } = await start([])
  await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'forbidden' })
  expect(server.messages).toEqual([])
})
