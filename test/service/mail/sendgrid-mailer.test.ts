import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MailError, OutgoingMail } from '../../../service/mail/mailer.ts'
import { createSendgridMailer } from '../../../service/mail/sendgrid-mailer.ts'

const SENDGRID = 'https://api.sendgrid.com'
const LINK = 'https://guestlist.example/i/eyJhbGciOiJFZERTQSJ9.canary.canary'

const mail: OutgoingMail = {
  to: 'ann@example.com',
  subject: 'Bob invited you to Portal',
  html: `<p>${LINK}</p>`,
  text: LINK,
  category: 'invitation',
  references: { invitation: 'inv_1', generation: '2' },
}

function createMailer(baseUrl?: string) {
  return createSendgridMailer({
    apiKey: 'SG.canary-key',
    baseUrl,
    from: 'Acme Invitations <invite@acme.example>',
  })
}

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('the SendGrid mailer, on the wire of the real client', () => {
  it('sends exactly this, with all tracking off', async () => {
    const request = nock(SENDGRID, { reqheaders: { authorization: 'Bearer SG.canary-key' } })
      .post('/v3/mail/send', {
        from: { email: 'invite@acme.example', name: 'Acme Invitations' },
        subject: 'Bob invited you to Portal',
        personalizations: [{ to: [{ email: 'ann@example.com' }] }],
        content: [
          { type: 'text/plain', value: LINK },
          { type: 'text/html', value: `<p>${LINK}</p>` },
        ],
        categories: ['invitation'],
        custom_args: { invitation: 'inv_1', generation: '2' },
        tracking_settings: {
          click_tracking: { enable: false, enable_text: false },
          open_tracking: { enable: false },
          subscription_tracking: { enable: false },
          ganalytics: { enable: false },
        },
      })
      .reply(202)
    await createMailer().send(mail)
    expect(request.isDone()).toBe(true)
  })

  it('sends to another address of the API when it is told one', async () => {
    const request = nock('http://localhost:4400').post('/v3/mail/send').reply(202)
    await createMailer('http://localhost:4400').send(mail)
    expect(request.isDone()).toBe(true)
  })

  it('takes an address for one address, whatever it looks like', async () => {
    const to = 'ann@example.com, Eve <eve@example.com>'
    const isOneRecipient = (body: { personalizations: unknown }) =>
      JSON.stringify(body.personalizations) === JSON.stringify([{ to: [{ email: to }] }])
    const request = nock(SENDGRID).post('/v3/mail/send', isOneRecipient).reply(400)
    await expect(createMailer().send({ ...mail, to })).rejects.toMatchObject({ code: 'rejected' })
    expect(request.isDone()).toBe(true)
  })

  it.each([
    [400, 'rejected'],
    [413, 'rejected'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [429, 'throttled'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('reduces a %i to the code %s', async (status, code) => {
    nock(SENDGRID)
      .post('/v3/mail/send')
      .reply(status, { errors: [{ message: 'canary' }] })
    await expect(createMailer().send(mail)).rejects.toMatchObject({ name: 'MailError', code })
  })

  it('says of a connection that is reset that the message may have gone out', async () => {
    const reset = Object.assign(new Error('canary'), { code: 'ECONNRESET' })
    nock(SENDGRID).post('/v3/mail/send').replyWithError(reset)
    await expect(createMailer().send(mail)).rejects.toMatchObject({ code: 'uncertain' })
  })

  it('does not follow a redirect with the key and the link', async () => {
    nock(SENDGRID).post('/v3/mail/send').reply(307, '', { location: 'https://elsewhere.example/' })
    const elsewhere = nock('https://elsewhere.example').post('/').reply(202)
    await expect(createMailer().send(mail)).rejects.toMatchObject({ code: 'unavailable' })
    expect(elsewhere.isDone()).toBe(false)
  })

  it('S35 holds no link, address, key or upstream text in its errors', async () => {
    nock(SENDGRID)
      .post('/v3/mail/send')
      .reply(400, { errors: [{ message: `canary ${LINK}` }] })
    const error: MailError = await createMailer()
      .send(mail)
      .catch(failure => failure)
    const everything = JSON.stringify([error, error.message, error.stack, Object.entries(error), error.cause])
    expect(everything).not.toMatch(/canary|ann@|SG\./)
  })
})

describe('the sender', () => {
  it.each([
    '',
    'a@acme.example',
    '<a@acme.example>',
    ' <a@acme.example>',
    'Acme<a@acme.example>',
    'Acme <>',
    'Acme <a@acme.example> ',
    'Ac<me <a@acme.example>',
    'Acme <a@<acme.example>',
  ])('is refused as %j, before anything is sent', from => {
    const create = () => createSendgridMailer({ apiKey: 'SG.x', from })
    expect(create).toThrow(new TypeError('sender: expected "Name <address>"'))
  })
})
