import type { User } from '../../../local-tenant/state.ts'
import { type LinkDeps, makeLink } from '../../../service/invitations/accept/make-link.ts'
import { toInvitation } from '../../../service/invitations/model/invitation.ts'
import type { NewInvitation } from '../../../service/invitations/model/new-invitation.ts'
import type { InvitationRow } from '../../../service/ledger/schema/schema.ts'
import { nameGuest } from './guests.ts'
import { addMember } from './personas.ts'
import type { ReadyLink } from './ready-link.ts'
import type { History, Step } from './write-history.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Guests of the links for many; those before them were invited one by one. */
const FIRST_GUEST = 400

/** Links whose state takes time: their steps belong into the history, and after it `describe` knows them. */
export interface PastLinks {
  steps: Step[]
  describe(): Promise<ReadyLink[]>
}

/** An invitation of Ada's whose row is there when its time has come. */
interface Begun {
  step: Step
  row(): InvitationRow
}

export function planPastLinks(history: History, links: LinkDeps, mei: User): PastLinks {
  const { past, now } = history
  const expired = begin(history, now - 9 * DAY_MS, { invitee: { email: 'late@partner.example' } })
  const mine = begin(history, now - 20 * DAY_MS - HOUR_MS, {
    invitee: { email: mei.email },
    roles: ['Editor'],
  })
  const declined = begin(history, now - 2 * DAY_MS, { invitee: { email: 'busy@studio.example' } })
  const meetup = share(history, { uses: 42, maxUses: 100, guest: FIRST_GUEST })
  const full = share(history, { uses: 3, maxUses: 3, guest: FIRST_GUEST + 42 })
  const joinedAt = now - 20 * DAY_MS
  return {
    steps: [
      ...[expired.step, mine.step, declined.step, ...meetup.steps, ...full.steps],
      { at: joinedAt, run: () => past.accept(joinedAt, mine.row(), mei) },
      { at: now - DAY_MS, run: () => past.decline(now - DAY_MS, declined.row()) },
      { at: now - DAY_MS, run: () => history.ledger.noteExpired(now - DAY_MS, 10) },
    ],
    describe: () =>
      Promise.all(
        Object.entries({ meetup, full, mine, expired, declined }).map(async ([name, { row }]) => ({
          ...texts[name as keyof typeof texts],
          link: await makeLink(links, toInvitation(row())),
        })),
      ),
  }
}

const texts = {
  meetup: {
    state: '42 of 100',
    whom: 'anybody, with any address',
    about:
      'A shared link that 42 people have used. It asks for an address and mails the real invitation there.',
  },
  full: {
    state: 'used up, shared',
    whom: 'nobody any more',
    about: 'A shared link for three people, and all three have come.',
  },
  mine: {
    state: 'used',
    whom: 'mei@acme.example',
    about: 'Mei’s own invitation, after she has joined: it lets nobody else in and says how to go on.',
  },
  expired: {
    state: 'expired',
    whom: 'late@partner.example',
    about: 'Two days too late. One press asks for a new one, which goes to the invited address only.',
  },
  declined: {
    state: 'declined',
    whom: 'busy@studio.example',
    about: 'Declined yesterday; whoever opens the link learns that.',
  },
} as const

function begin({ past, inviters, clientId }: History, at: number, request: NewInvitation): Begun {
  let row: InvitationRow | undefined
  return {
    step: {
      at,
      async run() {
        row = await past.create(at, { clientId, roles: ['Viewer'], ...request }, inviters.ada)
      },
    },
    row() {
      if (!row) throw new TypeError('This invitation has not been made yet.')
      return row
    },
  }
}

interface Sharing {
  uses: number
  maxUses: number
  /** Number of the first who uses it. */
  guest: number
}

/** A link for many, through which some have joined: each with a personal invitation of an hour. */
function share(history: History, { uses, maxUses, guest }: Sharing): { steps: Step[]; row: Begun['row'] } {
  const madeAt = history.now - 18 * DAY_MS
  const request = { kind: 'shared', invitee: {}, maxUses, ttlSeconds: 30 * 86_400 } as const
  const { step, row } = begin(history, madeAt, request)
  const joining = Array.from({ length: uses }, (_, use) => {
    const at = madeAt + (use + 1) * 9 * HOUR_MS
    return { at, run: () => joinThrough(history, { at, parent: row(), ...nameGuest(guest + use) }) }
  })
  return { steps: [step, ...joining], row }
}

async function joinThrough(
  { past, state, inviters, clientId }: History,
  { at, parent, name, email }: { at: number; parent: InvitationRow; name: string; email: string },
): Promise<void> {
  const roles = ['Viewer']
  const request = { invitee: { email }, roles, clientId, ttlSeconds: 3_600 }
  const child = await past.create(at, request, inviters.ada, { parent })
  const user = addMember(state, { name, email, roles, createdAt: at + 200_000 })
  await past.accept(at + 240_000, child, user, { parent })
}
