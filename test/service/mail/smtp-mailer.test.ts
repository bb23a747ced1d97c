import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import type { SmtpConfig } from '../../../service/mail/mail-settings.ts'
import { MailError, type OutgoingMail } from '../../../service/mail/mailer.ts'
import { createSmtpMailer } from '../../../service/mail/smtp-mailer.ts'
import { reply, type SmtpBehaviour, startSmtpServer, type TestSmtpServer } from './smtp-server.ts'

const mail: OutgoingMail = {
  to: 'rosa@example.com',
  subject: 'Bob vous invite à Portal',
  html: '<p>https://guestlist.example/i/canary</p>',
  text: 'https://guestlist.example/i/canary',
  category: 'invitation',
  references: { invitation: 'inv_1', generation: '2' },
}
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function start(behaviour: SmtpBehaviour = {}, options: Parameters<typeof startSmtpServer>[1] = {}) {
  const server = await startSmtpServer(behaviour, options)
  closing.push(server.close)
  return server
}

function createMailer({ port, ca }: TestSmtpServer, overrides: Partial<SmtpConfig> = {}) {
  const mailer = createSmtpMailer({
    url: `smtp://ann:p%40ss%20word@localhost:${port}`,
    tls: 'required',
    ca,
    connections: 2,
    messagesPerConnection: 100,
    messagesPerSecond: undefined,
    from: 'Acme Invitations <invite@acme.example>',
    ...overrides,
  })
  onTestFinished(() => mailer.close?.())
  return mailer
}

const codeOf = (sending: Promise<void>) =>
  sending.then(
    () => 'sent',
    (error: unknown) => (error instanceof MailError ? error.code : String(error)),
  )

describe('the SMTP mailer, on the wire of a real server', () => {
  it('signs in over TLS and sends text and HTML, with one Message-ID for every attempt', async () => {
    const server = await start()
    const mailer = createMailer(server)
    await mailer.send(mail)
    await mailer.send(mail)
    expect(server.messages).toHaveLength(2)
    for (const message of server.messages) {
      expect(message).toMatch(/^From: Acme Invitations <invite@acme\.example>\r?$/m)
      expect(message).toMatch(/^To: rosa@example\.com\r?$/m)
      expect(message).toMatch(/^Subject: =\?UTF-8\?Q\?Bob_vous_invite_=C3=A0_Portal\?=\r?$/m)
      expect(message).toMatch(/^Message-ID: <invitation\.inv_1\.2@acme\.example>\r?$/m)
      expect(message).toContain('multipart/alternative')
    }
    // The connection stays open from one message to the next.
    expect(server.connections()).toBe(1)
  })

  it('speaks TLS from the start where the address says smtps', async () => {
    const server = await start({}, { secure: true })
    const mailer = createMailer(server, { url: `smtps://ann:p%40ss%20word@localhost:${server.port}` })
    expect(await codeOf(mailer.send(mail))).toBe('sent')
  })

  it('gives no password and no message to a server without TLS, unless told to', async () => {
    const plain = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }
    const server = await start({}, plain)
    expect(await codeOf(createMailer(server).send(mail))).not.toBe('sent')
    expect(server.messages).toEqual([])
    expect(await codeOf(createMailer(server, { tls: 'if_offered' }).send(mail))).toBe('sent')
  })

  it('trusts no certificate that nobody has vouched for', async () => {
    const server = await start()
    expect(await codeOf(createMailer(server, { ca: undefined }).send(mail))).toBe('unavailable')
    expect(server.messages).toEqual([])
  })

  it('begins another connection after so many messages', async () => {
    const server = await start()
    const mailer = createMailer(server, { connections: 1, messagesPerConnection: 2 })
    for (let count = 0; count < 4; count++) await mailer.send(mail)
    expect([server.messages.length, server.connections()]).toEqual([4, 2])
  })

  it('takes an address for one address, whatever it looks like', async () => {
    const server = await start()
    const code = await codeOf(createMailer(server).send({ ...mail, to: 'rosa@example.com, eve@example.com' }))
    expect([code, server.messages]).toEqual(['rejected', []])
  })

  it.each<[string, SmtpBehaviour, string]>([
    ['refuses the recipient', { onRecipient: () => reply(550) }, 'rejected'],
    ['refuses the message', { onMessage: () => reply(554) }, 'rejected'],
    [
      'lets us send to nobody outside',
      { onRecipient: () => reply(554, '5.7.1 Relay access denied') },
      'forbidden',
    ],
    ['refuses our sender', { onSender: () => reply(553) }, 'forbidden'],
    ['puts the recipient off, as greylisting does', { onRecipient: () => reply(450) }, 'throttled'],
    ['has no room now', { onMessage: () => reply(452) }, 'unavailable'],
    ['is about to stop', { onRecipient: () => reply(421) }, 'throttled'],
    ['breaks off after the whole message', { onMessage: () => 'break' }, 'uncertain'],
  ])('says what it means when the server %s', async (_, behaviour, code) => {
    const server = await start(behaviour)
    expect(await codeOf(createMailer(server).send(mail))).toBe(code)
    expect(server.messages).toEqual([])
  })

  it('says of a server that lets us not even begin that it takes nothing from us', async () => {
    const server = await start({}, { onConnect: (_session, callback) => callback(reply(554)) })
    expect(await codeOf(createMailer(server).send(mail))).toBe('forbidden')
  })

  it('says that user and password are refused, and that nobody answers', async () => {
    const server = await start()
    const wrong = createMailer(server, { url: `smtp://ann:wrong@localhost:${server.port}` })
    expect([await codeOf(wrong.send(mail)), await codeOf(wrong.verify())]).toEqual(['forbidden', 'forbidden'])
    expect(await codeOf(createMailer(server).verify())).toBe('sent')
    const { port } = server
    await server.close()
    closing.length = 0
    expect(await codeOf(createMailer({ ...server, port }).send(mail))).toBe('unavailable')
  })

  it('S35 holds no link, address, password or words of the server in its errors', async () => {
    const server = await start({ onRecipient: address => reply(550, `canary ${address} refused`) })
    const error: MailError = await createMailer(server)
      .send(mail)
      .catch(failure => failure)
    const everything = JSON.stringify([error, error.message, error.stack, Object.entries(error), error.cause])
    expect(everything).not.toMatch(/canary|rosa@|p%40ss|p@ss/)
  })
})
