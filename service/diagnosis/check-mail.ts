import type { ServiceFacts } from './facts.ts'
import type { Finding } from './finding.ts'

/** Does SendGrid take messages with this key? */
export function checkMailKey({ mail }: ServiceFacts): Finding[] {
  if (mail === undefined) return []
  const { scopes } = mail
  if (scopes.status === 0 || scopes.status >= 500)
    return [
      {
        code: 'mail_unreachable',
        severity: 'warning',
        problem: 'SendGrid does not answer.',
        cure: 'See whether the service may reach it (SENDGRID_BASE_URL, firewall); messages wait until then.',
      },
    ]
  if (scopes.status === 401)
    return [
      {
        code: 'mail_key_refused',
        severity: 'error',
        problem: 'SendGrid refuses SENDGRID_API_KEY.',
        cure: 'Make a new key in SendGrid (Settings > API Keys) with the permission Mail Send, and start the service with it.',
      },
    ]
  const { scopes: granted } = Object(scopes.body) as { scopes?: unknown }
  if (scopes.status !== 200 || !Array.isArray(granted) || granted.includes('mail.send')) return []
  return [
    {
      code: 'mail_key_may_not_send',
      severity: 'error',
      problem: 'SENDGRID_API_KEY may not send mail.',
      cure: 'Give the key the permission Mail Send in SendGrid (Settings > API Keys).',
    },
  ]
}

/** Does the SMTP server let us in? */
export function checkSmtp({ smtp }: ServiceFacts): Finding[] {
  if (smtp === undefined || smtp === 'accepted') return []
  if (smtp === 'forbidden')
    return [
      {
        code: 'smtp_refused',
        severity: 'error',
        problem: 'The SMTP server refuses the user and password in SMTP_URL, or to speak TLS.',
        cure: 'Correct SMTP_URL (user and password percent-encoded), and see that the server offers STARTTLS.',
      },
    ]
  return [
    {
      code: 'smtp_unreachable',
      severity: 'warning',
      problem: 'The SMTP server in SMTP_URL does not answer as one, or its certificate is not trusted.',
      cure: 'Correct host and port (587 with STARTTLS, smtps:// with 465), open the firewall, or name the certificate of its authority in SMTP_CA_FILE; messages wait until then.',
    },
  ]
}

/** Does SendGrid let us send as MAIL_FROM? A key that may not look says nothing. */
export function checkSender({ mail, mailFrom }: ServiceFacts): Finding[] {
  if (mail === undefined) return []
  const { senders, domains } = mail
  const { results } = Object(senders.body) as { results?: unknown }
  if (senders.status !== 200 || domains.status !== 200) return []
  if (!Array.isArray(results) || !Array.isArray(domains.body)) return []
  const address = /<([^<>]+)>$/.exec(mailFrom)?.[1]?.toLowerCase() ?? ''
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const isSender = results.some(
    ({ from_email, verified }) => verified === true && isSame(from_email, address),
  )
  const isDomain = domains.body.some(({ domain: name, valid }) => valid === true && isWithin(domain, name))
  if (isSender || isDomain) return []
  return [
    {
      code: 'sender_not_verified',
      severity: 'error',
      problem: 'SendGrid knows neither the address in MAIL_FROM nor its domain as verified.',
      cure: 'Authenticate the domain in SendGrid (Settings > Sender Authentication), or verify this one address there.',
    },
  ]
}

function isSame(given: unknown, address: string): boolean {
  return typeof given === 'string' && given.toLowerCase() === address
}

function isWithin(domain: string, name: unknown): boolean {
  return typeof name === 'string' && (domain === name || domain.endsWith(`.${name}`))
}
