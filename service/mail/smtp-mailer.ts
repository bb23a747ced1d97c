import type { Readable } from 'node:stream'
import { rootCertificates } from 'node:tls'
import nodemailer from 'nodemailer'
import type { SmtpConfig } from './mail-settings.ts'
import { MailError, type MailErrorCode, type Mailer, type OutgoingMail } from './mailer.ts'
import { parseSender } from './sender.ts'

/** A server that says nothing for so long is given up, so that no message waits for it for ever. */
const CONNECT_TIMEOUT_MS = 10_000
const SILENCE_TIMEOUT_MS = 30_000
const SUBMISSION_PORT = 587
const IMPLICIT_TLS_PORT = 465

/** A mailer that keeps connections open until it is closed. */
export interface SmtpMailer extends Mailer {
  /** Connects and signs in, and sends nothing. Throws MailError. */
  verify(): Promise<void>
  close(): Promise<void>
}

/** Tells whether anything of a message has been read, and so may have been sent. */
interface Sending {
  stream: Readable | undefined
}

/**
 * Creates a mailer that hands messages to an SMTP server (RFC 5321, RFC 6409), over TLS whose certificate is checked.
 * `from` is `Name <address>`. Each message keeps its Message-ID through all attempts, so that programs which show two
 * with one id once do so.
 */
export function createSmtpMailer(config: SmtpConfig & { from: string }): SmtpMailer {
  const { name, email } = parseSender(config.from)
  const transport = nodemailer.createTransport(toOptions(config))
  transport.use('stream', ({ message, data }, callback) => {
    const create = message.createReadStream.bind(message)
    message.createReadStream = options => {
      const stream = create(options)
      ;(data as unknown as { sending: Sending }).sending.stream = stream
      return stream
    }
    callback()
  })
  return {
    async send(mail) {
      const sending: Sending = { stream: undefined }
      const message = {
        ...toMessage(mail, email.slice(email.lastIndexOf('@') + 1)),
        from: { name, address: email },
        sending,
      }
      try {
        await transport.sendMail(message)
      } catch (error) {
        // The cause is dropped on purpose: it quotes the server, which quotes addresses.
        throw toMailError(error, sending.stream?.readableDidRead)
      }
    },
    async verify() {
      try {
        await transport.verify()
      } catch (error) {
        throw toMailError(error)
      }
    },
    async close() {
      transport.close()
    },
  }
}

function toOptions({ url, tls, ca, connections, messagesPerConnection, messagesPerSecond }: SmtpConfig) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  return {
    pool: true as const,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? IMPLICIT_TLS_PORT : SUBMISSION_PORT),
    secure,
    requireTLS: tls === 'required',
    ...(ca !== undefined && { tls: { ca: [...rootCertificates, ca] } }),
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    maxConnections: connections,
    maxMessages: messagesPerConnection,
    // The queue of the service tries again, and says so; the library would do it by itself.
    maxRequeues: 0,
    ...(messagesPerSecond !== undefined && { rateDelta: 1_000, rateLimit: messagesPerSecond }),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    // Nothing that anybody wrote into a message is ever read from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function toMessage({ to, subject, html, text, category, references }: OutgoingMail, domain: string) {
  const id = [category, ...Object.values(references)].join('.').replace(/[^\w.-]/g, '-')
  return {
    // An object, because a text would be split at commas and angle brackets.
    to: { name: '', address: to },
    subject,
    html,
    text,
    ...(references.invitation !== undefined && { messageId: `<${id}@${domain}>` }),
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

interface SmtpFailure {
  readonly code?: string
  readonly response?: string
  readonly responseCode?: number
  readonly command?: string
}

function toMailError(error: unknown, isUnderWay = false): MailError {
  return new MailError(smtpErrorCodeOf(error as SmtpFailure, isUnderWay))
}

/** The server's reply codes (RFC 5321 §4.2, RFC 4954 §4); without one, the connection failed. */
function smtpErrorCodeOf(
  { code, response, responseCode, command }: SmtpFailure,
  isUnderWay: boolean,
): MailErrorCode {
  if (code === 'EAUTH' || responseCode === 530 || responseCode === 535) return 'forbidden'
  // Once the message is on its way, silence may mean that it was taken.
  if (responseCode === undefined) return isUnderWay ? 'uncertain' : 'unavailable'
  if (responseCode < 500) return responseCode === 421 || responseCode === 450 ? 'throttled' : 'unavailable'
  // Only a refused recipient or message is a fault of this one message: a greeting, a sender, or relaying that is refused
  // (RFC 3463 §3.8) would be so for all of them.
  if (command === 'DATA') return 'rejected'
  return command === 'RCPT TO' && !/^\d{3}[ -]5\.7\./.test(response ?? '') ? 'rejected' : 'forbidden'
}
