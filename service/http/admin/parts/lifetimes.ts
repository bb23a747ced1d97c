import { frameWords } from '../../../words/frame/words.ts'
import type { Site } from '../../pages/site.ts'

const DAY_SECONDS = 86_400
const DAYS = [1, 3, 7, 14, 30, 60, 90]

/** The lifetimes to choose from, up to what the policy allows, with the one that an invitation has by default. */
export function listLifetimes({ locale }: Pick<Site, 'locale'>, maxSeconds: number) {
  const format = new Intl.NumberFormat(frameWords(locale).formats, {
    style: 'unit',
    unit: 'day',
    unitDisplay: 'long',
  })
  const days = DAYS.filter(count => count * DAY_SECONDS <= maxSeconds)
  return days.map(count => ({
    seconds: count * DAY_SECONDS,
    label: format.format(count),
    isUsual: count === 7 || days.at(-1) === count,
  }))
}
