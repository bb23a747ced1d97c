import type { Log } from '../base/log.ts'
import { createFailoverMailer } from './failover-mailer.ts'
import type { MailConfig, MailWay } from './mail-settings.ts'
import { MailError, type Mailer } from './mailer.ts'
import { createSendgridMailer } from './sendgrid-mailer.ts'
import { createSmtpMailer, type SmtpMailer } from './smtp-mailer.ts'

/** Creates the mailer that the configuration asks for. */
export function createMailer(config: MailConfig, log: Log): Mailer {
  let smtp: SmtpMailer | undefined
  const create = (way: MailWay): Mailer => {
    if (way === 'sendgrid') return createSendgridMailer({ ...config.sendgrid, from: config.from })
    smtp = createSmtpMailer({ ...config.smtp, from: config.from })
    return smtp
  }
  const [first, second] = config.ways.map(way => ({ way, mailer: create(way) }))
  const mailer = first && second ? createFailoverMailer(first, second, log) : (first?.mailer ?? noMailer)
  const sendBatch = mailer.sendBatch?.bind(mailer)
  return {
    send: mail => mailer.send(mail),
    ...(sendBatch && { sendBatch }),
    hasSecondWay: mailer.hasSecondWay ?? false,
    close: async () => smtp?.close(),
  }
}

/** Stands where links only are wanted: messages that were queued before wait, and show as what cannot go out. */
const noMailer: Mailer = {
  send: () => Promise.reject(new MailError('forbidden')),
}
