import { toInvitation } from '../../../service/invitations/invitation.ts'
import type { Inviter, NewInvitation } from '../../../service/invitations/new-invitation.ts'
import type { InvitationRow } from '../../../service/ledger/schema.ts'
import { type LinkDeps, makeLink } from '../../../service/make-link.ts'
import type { User } from '../../../test/emulator/state.ts'
import { nameGuest } from './guests.ts'
import { addMember } from './personas.ts'
import type { ReadyLink } from './ready-link.ts'
import type { History } from './write-history.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Guests of the links for many; those before them were invited one by one. */
const FIRST_GUEST = 400

/** Makes the links whose state takes time: expired, used, and used by many. */
export async function makePastLinks(history: History, links: LinkDeps, mei: User): Promise<ReadyLink[]> {
  const { past, now, inviters, clientId } = history
  const linkOf = (row: InvitationRow) => makeLink(links, toInvitation(row))
  const invite = (at: number, request: NewInvitation) =>
    past.create(at, { clientId, ...request }, inviters.ada)
  const expired = await invite(now - 9 * DAY_MS, {
    invitee: { email: 'late@partner.example' },
    roles: ['Viewer'],
  })
  const mine = await invite(now - 20 * DAY_MS - HOUR_MS, { invitee: { email: mei.email }, roles: ['Editor'] })
  await past.accept(now - 20 * DAY_MS, mine, mei)
  const declined = await invite(now - 2 * DAY_MS, {
    invitee: { email: 'busy@studio.example' },
    roles: ['Viewer'],
  })
  await past.decline(now - DAY_MS, declined)
  const meetup = await shareWith(history, { uses: 42, maxUses: 100, guest: FIRST_GUEST }, inviters.ada)
  const full = await shareWith(history, { uses: 3, maxUses: 3, guest: FIRST_GUEST + 42 }, inviters.ada)
  await history.ledger.noteExpired(now - DAY_MS, 10)
  return [
    {
      ...{ state: '42 of 100', whom: 'anybody, with any address', link: await linkOf(meetup) },
      about:
        'A shared link that 42 people have used. It asks for an address and mails the real invitation there.',
    },
    {
      ...{ state: 'used up, shared', whom: 'nobody any more', link: await linkOf(full) },
      about: 'A shared link for three people, and all three have come.',
    },
    {
      ...{ state: 'used', whom: 'mei@acme.example', link: await linkOf(mine) },
      about: 'Mei’s own invitation, after she has joined: it lets nobody else in and says how to go on.',
    },
    {
      ...{ state: 'expired', whom: 'late@partner.example', link: await linkOf(expired) },
      about: 'Two days too late. One press asks for a new one, which goes to the invited address only.',
    },
    {
      ...{ state: 'declined', whom: 'busy@studio.example', link: await linkOf(declined) },
      about: 'Declined yesterday; whoever opens the link learns that.',
    },
  ]
}

interface Sharing {
  uses: number
  maxUses: number
  /** Number of the first who uses it. */
  guest: number
}

/** Makes a link for many, through which some have joined: each with a personal invitation of an hour. */
async function shareWith(
  history: History,
  { uses, maxUses, guest }: Sharing,
  inviter: Inviter,
): Promise<InvitationRow> {
  const { past, state, now, clientId } = history
  const madeAt = now - 3 * DAY_MS
  const shared = {
    kind: 'shared',
    invitee: {},
    roles: ['Viewer'],
    clientId,
    maxUses,
    ttlSeconds: 14 * 86_400,
  } as const
  const parent = await past.create(madeAt, shared, inviter)
  const roles = ['Viewer']
  for (let use = 0; use < uses; use++) {
    const at = madeAt + (use + 1) * HOUR_MS
    const { name, email } = nameGuest(guest + use)
    const child = await past.create(
      at,
      { invitee: { email }, roles, clientId, ttlSeconds: 3_600 },
      inviter,
      parent,
    )
    const user = addMember(state, { name, email, roles, createdAt: at + 200_000 })
    await past.accept(at + 240_000, child, user, { parent })
  }
  return parent
}
