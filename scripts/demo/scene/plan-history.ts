import { type Guest, nameGuest } from './guests.ts'
import { createRandom, pick } from './random.ts'

/** An invitation of earlier days, and what became of it. */
export interface PlannedInvitation {
  readonly guest: Guest
  readonly inviter: InviterName
  readonly roles: readonly string[]
  /** Milliseconds since 1970. */
  readonly at: number
  /** `silence`: nothing more happened; after a week it has expired. `hesitation`: Accept was pressed, nobody came. */
  readonly outcome:
    | 'acceptance'
    | 'hesitation'
    | 'decline'
    | 'revocation'
    | 'unsent'
    | 'failed grant'
    | 'silence'
  /** When that was. */
  readonly outcomeAt: number
}

export type InviterName = 'ada' | 'ines' | 'tomas' | 'hr'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const DAYS = 42
const FAILED_GRANT = 101

const outcomes: readonly (readonly [PlannedInvitation['outcome'], number])[] = [
  ['acceptance', 62],
  ['silence', 16],
  ['hesitation', 6],
  ['decline', 6],
  ['revocation', 5],
  ['unsent', 4],
]

const inviters: readonly (readonly [InviterName, number])[] = [
  ['ada', 5],
  ['ines', 3],
  ['tomas', 2],
  ['hr', 2],
]

type RoleChoices = readonly (readonly [readonly string[], number])[]

const anyRoles: RoleChoices = [
  [['Viewer'], 10],
  [['Editor'], 6],
  [['Editor', 'Viewer'], 2],
]

/** What they may give: an inviter no more than she has. */
const rolesOf: Record<InviterName, RoleChoices> = {
  ada: anyRoles,
  hr: anyRoles,
  tomas: anyRoles,
  ines: [
    [['Viewer'], 9],
    [['Inviter'], 1],
  ],
}

/** Six weeks of an organization that grows, the same every time; the oldest first. */
export function planHistory(now: number): PlannedInvitation[] {
  const random = createRandom(6)
  const planned: PlannedInvitation[] = []
  for (let day = DAYS; day >= 0; day--) {
    const date = now - day * DAY_MS
    for (let left = countOf(date, DAYS - day, random); left > 0; left--)
      planned.push(planOne(planned.length, date, now, random))
  }
  return planned.sort((one, other) => one.at - other.at)
}

/** Hardly anybody invites on a weekend; more do every week. */
function countOf(date: number, age: number, random: () => number): number {
  const isWeekend = [0, 6].includes(new Date(date).getUTCDay())
  return isWeekend ? Math.floor(random() * 1.5) : 2 + Math.floor(random() * (2 + age / 8))
}

function planOne(number: number, date: number, now: number, random: () => number): PlannedInvitation {
  const midnight = Math.floor(date / DAY_MS) * DAY_MS
  const atWork = midnight + Math.floor((7 + random() * 10) * HOUR_MS)
  // Today has not come that far.
  const at = atWork < now - HOUR_MS ? atWork : atWork - DAY_MS
  const chance = pick(random, outcomes)
  // One that somebody has to look at.
  const outcome = number === FAILED_GRANT ? 'failed grant' : chance
  // Most answer on the same day, some after days.
  const delayMs = (0.1 + random() ** 3 * 120) * HOUR_MS
  const outcomeAt = at + Math.floor(outcome === 'unsent' ? 90_000 : delayMs)
  const inviter = pick(random, inviters)
  return {
    guest: nameGuest(number),
    inviter,
    roles: pick(random, rolesOf[inviter]),
    at,
    // What has not happened yet is silence.
    ...(outcomeAt < now ? { outcome, outcomeAt } : { outcome: 'silence', outcomeAt: at }),
  }
}
