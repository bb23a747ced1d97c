import { z } from 'zod'

/** The body of SendGrid's mail/send, with the rules and messages of its error page (…/mail-send/errors). */
const mostRecipients = 1000
const largestSubstitutions = 10_000
const reservedHeaders = [
  ...['x-sg-id', 'x-sg-eid', 'received', 'dkim-signature', 'content-type', 'content-transfer-encoding'],
  ...['to', 'from', 'subject', 'reply-to', 'cc', 'bcc'],
]

const address = z.strictObject({
  email: z.string().regex(/^[^@\s<>]+@[^@\s<>]+$/, 'Does not contain a valid address.'),
  name: z.string().optional(),
})
const headers = z
  .record(z.string(), z.string())
  .refine(
    value => !Object.keys(value).some(name => reservedHeaders.includes(name.toLowerCase())),
    'The header is reserved.',
  )
const texts = z.record(z.string(), z.string())

const personalization = z
  .strictObject({
    to: z
      .array(address)
      .min(
        1,
        'The to array is required for all personalization objects, and must have at least one email object with a valid email address.',
      ),
    cc: z.array(address).optional(),
    bcc: z.array(address).optional(),
    from: address.optional(),
    subject: z.string().min(1).optional(),
    headers: headers.optional(),
    substitutions: texts
      .refine(
        value => Buffer.byteLength(JSON.stringify(value)) <= largestSubstitutions,
        'The substitutions are limited to 10000 bytes per personalization block.',
      )
      .optional(),
    custom_args: texts.optional(),
    send_at: z.int().optional(),
  })
  .refine(({ to, cc = [], bcc = [] }) => {
    const all = [...to, ...cc, ...bcc].map(({ email }) => email.toLowerCase())
    return new Set(all).size === all.length
  }, 'Each email address in the personalization block should be unique between to, cc, and bcc.')

const content = z
  .array(
    z.strictObject({
      type: z.string().min(1),
      value: z.string().min(1, 'The content value must be a string at least one character in length.'),
    }),
  )
  .min(1, 'The content array is required.')
  .refine(
    parts => parts.findIndex(({ type }) => type === 'text/plain') <= 0,
    'If present, text/plain and text/html may only be provided once, text/plain first, followed by text/html.',
  )

export const mailRequest = z
  .strictObject({
    personalizations: z
      .array(personalization)
      .min(1, 'You must have at least one personalization.')
      .max(mostRecipients),
    from: address,
    reply_to: address.optional(),
    reply_to_list: z.array(address).optional(),
    subject: z.string().min(1).optional(),
    content: content.optional(),
    attachments: z.array(z.json()).optional(),
    template_id: z.string().optional(),
    sections: texts.optional(),
    headers: headers.optional(),
    categories: z.array(z.string()).max(10).optional(),
    custom_args: texts.optional(),
    send_at: z.int().optional(),
    batch_id: z.string().optional(),
    asm: z.json().optional(),
    ip_pool_name: z.string().optional(),
    mail_settings: z.json().optional(),
    tracking_settings: z.json().optional(),
  })
  .refine(({ content, template_id }) => content || template_id, {
    path: ['content'],
    message: 'The content array is required.',
  })
  .refine(
    request =>
      request.template_id || request.subject || request.personalizations.every(({ subject }) => subject),
    {
      path: ['subject'],
      message:
        'The subject is required. You can get around this requirement if you use a template with a subject defined or if every personalization has a subject defined.',
    },
  )
  .refine(
    ({ personalizations }) =>
      personalizations.reduce(
        (sum, { to, cc = [], bcc = [] }) => sum + to.length + cc.length + bcc.length,
        0,
      ) <= mostRecipients,
    {
      path: ['personalizations'],
      message: 'There is a limit of 1000 total recipients (to + cc + bcc) per request.',
    },
  )

export type MailRequest = z.output<typeof mailRequest>
export type Personalization = MailRequest['personalizations'][number]
