import { messagesFor } from '../../../messages/messages.ts'
import type { Site } from '../../pages/site.ts'

const DAY_SECONDS = 86_400
const DAYS = [1, 3, 7, 14, 30, 60, 90]

/** The default lifetime of an invitation. */
const USUAL_DAYS = 7

/** The lifetimes to choose from, up to what the policy allows; one of them is the usual one. */
export function listLifetimes({ locale }: Pick<Site, 'locale'>, maxSeconds: number) {
  const format = new Intl.NumberFormat(messagesFor(locale).frame.formats, {
    style: 'unit',
    unit: 'day',
    unitDisplay: 'long',
  })
  const days = DAYS.filter(count => count * DAY_SECONDS <= maxSeconds)
  return days.map(count => ({
    seconds: count * DAY_SECONDS,
    label: format.format(count),
    isUsual: count === (days.includes(USUAL_DAYS) ? USUAL_DAYS : days.at(-1)),
  }))
}
