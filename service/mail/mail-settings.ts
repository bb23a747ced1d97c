import { readFileSync } from 'node:fs'
import {
  optional,
  parseChoice,
  parseInteger,
  parseOrigin,
  parseSender,
  parseText,
  required,
  type Setting,
} from '../base/setting.ts'
import { parseSendgridKey } from './sendgrid-events.ts'

/** Providers that a message can be handed over to. */
export const mailWays = ['sendgrid', 'smtp'] as const
export type MailWay = (typeof mailWays)[number]

/** How mail leaves the service; `ways`: the one to try first, then the one that takes over. None: links only. */
export interface MailConfig {
  readonly ways: readonly MailWay[]
  readonly sendgrid: {
    readonly apiKey: string
    readonly baseUrl: string | undefined
    /** Public: verifies what SendGrid reports. */
    readonly webhookKey: string | undefined
  }
  readonly smtp: SmtpConfig
  readonly from: string
}

export interface SmtpConfig {
  /** Holds a password: it is never shown. */
  readonly url: string
  /** A server without TLS is refused unless this is `if_offered`. */
  readonly tls: 'required' | 'if_offered'
  /** Certificates of authorities that are trusted beside the usual ones, as PEM. */
  readonly ca: string | undefined
  readonly connections: number
  readonly messagesPerConnection: number
  readonly messagesPerSecond: number | undefined
}

const SMTP_URL = 'smtp://user:password@host:587 or smtps://user:password@host:465'

/** The variables that say how mail leaves the service. */
export const mailSettings = {
  MAIL_WAYS: optional<readonly MailWay[] | undefined>(
    'sendgrid, smtp, both with a comma between (the second takes over where the first does not answer), or none',
    undefined,
    parseWays,
  ),
  SENDGRID_API_KEY: optional<string | undefined>('a SendGrid API key', undefined, parseText),
  SENDGRID_BASE_URL: optional<string | undefined>(
    'https://host, or http://localhost:port',
    undefined,
    parseOrigin,
  ),
  SENDGRID_WEBHOOK_KEY: optional<string | undefined>(
    'the verification key of SendGrid’s signed event webhook',
    undefined,
    parseSendgridKey,
  ),
  SMTP_URL: optional<string | undefined>(SMTP_URL, undefined, parseSmtpUrl),
  SMTP_TLS: optional('required or if_offered', 'required', parseChoice('required', 'if_offered')),
  SMTP_CA_FILE: optional<string | undefined>('a file of certificates (PEM)', undefined, readCertificates),
  SMTP_CONNECTIONS: optional('a number of connections from 1 to 100', 5, parseInteger(1, 100)),
  SMTP_MESSAGES_PER_CONNECTION: optional('a number from 1 to 100000', 100, parseInteger(1, 100_000)),
  SMTP_MESSAGES_PER_SECOND: optional<number | undefined>(
    'a number from 1 to 10000',
    undefined,
    parseInteger(1, 10_000),
  ),
  MAIL_FROM: required('"Name <address>"', parseSender),
} as const satisfies Record<string, Setting<unknown>>

interface Values {
  readonly MAIL_WAYS: readonly MailWay[] | undefined
  readonly SENDGRID_API_KEY: string | undefined
  readonly SENDGRID_BASE_URL: string | undefined
  readonly SENDGRID_WEBHOOK_KEY: string | undefined
  readonly SMTP_URL: string | undefined
  readonly SMTP_TLS: SmtpConfig['tls']
  readonly SMTP_CA_FILE: string | undefined
  readonly SMTP_CONNECTIONS: number
  readonly SMTP_MESSAGES_PER_CONNECTION: number
  readonly SMTP_MESSAGES_PER_SECOND: number | undefined
  readonly MAIL_FROM: string
}

/** A way that is named needs what it is reached with; without a word about ways there has to be one. */
export function findMailFaults(values: Partial<Record<keyof Values, unknown>>) {
  const ways = values.MAIL_WAYS as readonly MailWay[] | undefined
  const nameOf = (way: MailWay) => (way === 'sendgrid' ? 'SENDGRID_API_KEY' : 'SMTP_URL')
  // A variable that is not there at all has a fault of its own already.
  const isMissing = (way: MailWay) => nameOf(way) in values && values[nameOf(way)] === undefined
  if (ways === undefined && isMissing('sendgrid') && isMissing('smtp'))
    return [
      {
        name: 'SENDGRID_API_KEY',
        problem: 'is missing; expected a SendGrid API key, or SMTP_URL, or MAIL_WAYS=none for links only',
      },
    ]
  return (ways ?? []).filter(isMissing).map(way => ({
    name: nameOf(way),
    problem: `is missing, and MAIL_WAYS names ${way}`,
  }))
}

/** Each way that can be reached is one where MAIL_WAYS says nothing, and SendGrid the first. */
export function toMailConfig(values: Values): MailConfig {
  const reachable = mailWays.filter(
    way => (way === 'sendgrid' ? values.SENDGRID_API_KEY : values.SMTP_URL) !== undefined,
  )
  return {
    ways: values.MAIL_WAYS ?? reachable,
    sendgrid: {
      apiKey: values.SENDGRID_API_KEY ?? '',
      baseUrl: values.SENDGRID_BASE_URL,
      webhookKey: values.SENDGRID_WEBHOOK_KEY,
    },
    smtp: {
      url: values.SMTP_URL ?? '',
      tls: values.SMTP_TLS,
      ca: values.SMTP_CA_FILE,
      connections: values.SMTP_CONNECTIONS,
      messagesPerConnection: values.SMTP_MESSAGES_PER_CONNECTION,
      messagesPerSecond: values.SMTP_MESSAGES_PER_SECOND,
    },
    from: values.MAIL_FROM,
  }
}

function parseWays(text: string): readonly MailWay[] | undefined {
  if (text === 'none') return []
  const names = text.split(',').map(name => name.trim())
  const ways = mailWays.filter(way => names.includes(way))
  return ways.length === names.length ? names.map(name => name as MailWay) : undefined
}

function readCertificates(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8')
    return text.includes('-----BEGIN CERTIFICATE-----') ? text : undefined
  } catch {
    return undefined
  }
}

/** The user and password stand percent-encoded in it; a path or a query says nothing here. */
function parseSmtpUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, hostname, pathname, search, hash } = new URL(text)
  const isPlain = (pathname === '' || pathname === '/') && search === '' && hash === ''
  return /^smtps?:$/.test(protocol) && hostname !== '' && isPlain ? text : undefined
}
