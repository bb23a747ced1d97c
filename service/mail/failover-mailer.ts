import type { Log } from '../base/log.ts'
import type { MailWay } from './mail-settings.ts'
import { MailError, type Mailer } from './mailer.ts'

/** A mailer with the name of its way. */
export interface NamedMailer {
  readonly way: MailWay
  readonly mailer: Mailer
}

/**
 * Puts two ways behind each other: where the first takes nothing from us now, the second is asked, once, and the log says
 * so. A message that is refused for itself, or may have gone out already, is not tried elsewhere.
 */
export function createFailoverMailer(first: NamedMailer, second: NamedMailer, log: Log): Mailer {
  const sendBatch = first.mailer.sendBatch?.bind(first.mailer)
  return {
    ...(sendBatch && { sendBatch }),
    hasSecondWay: true,
    async send(mail) {
      try {
        await first.mailer.send(mail)
      } catch (error) {
        if (!(error instanceof MailError) || !takesOver(error)) throw error
        log.warn('mail.taken_over', { from: first.way, by: second.way, code: error.code })
        await second.mailer.send(mail)
      }
    },
  }
}

/** Whether another way may be tried: the first has certainly not sent the message, and might send others. */
export function takesOver({ code }: MailError): boolean {
  return code === 'forbidden' || code === 'throttled' || code === 'unavailable'
}
