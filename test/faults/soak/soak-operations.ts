import { expect } from 'vitest'
import { confirmImport } from '../../../service/imports/confirm-import.ts'
import type { ReadingChoices } from '../../../service/imports/file-reading.ts'
import { previewImport } from '../../../service/imports/preview-import.ts'
import { readCsv } from '../../../service/imports/read-csv.ts'
import { readText } from '../../../service/imports/read-text.ts'
import { toInvitation } from '../../../service/invitations/model/invitation.ts'
import { InvitationError } from '../../../service/invitations/model/invitation-error.ts'
import { createProcess, inviter, keyOf, personOf } from '../fault-world.ts'
import { type Begun, born, isLive, isOpen, type Known, revoke, use } from './soak-model.ts'
import type { SoakWorld } from './soak-world.ts'

const HANDOFF_MS = 15 * 60_000

export type SoakOperation = (world: SoakWorld, known: Known) => Promise<unknown>

const rolesOf = ({ chance }: SoakWorld) => [`Role${chance(4)}`]
const ttlOf = ({ chance }: SoakWorld) => 3_600 * (1 + chance(48))
const nextEmail = (world: SoakWorld) => `guest${++world.count}@example.com`

/** Whatever can be done, as often as it is to happen. */
export const operations: Readonly<Record<string, readonly [number, SoakOperation]>> = {
  create: [14, create],
  'create a link': [3, createLink],
  'bulk create': [1, upload],
  'ask through a link': [8, askThroughLink],
  accept: [22, accept],
  redeem: [26, redeem],
  resend: [5, (world, known) => change(world, known, 'resend')],
  edit: [4, (world, known) => change(world, known, 'edit')],
  extend: [4, (world, known) => change(world, known, 'extend')],
  revoke: [4, (world, known) => change(world, known, 'revoke')],
  decline: [3, decline],
  'let time pass': [8, ({ clock, chance }) => clock.advance(1_000 * (1 + chance(2_400)))],
  work: [12, work],
  crash: [2, crash],
}

async function create(world: SoakWorld) {
  const request = {
    invitee: { email: nextEmail(world) },
    roles: rolesOf(world),
    ttlSeconds: ttlOf(world),
    delivery: 'delivered',
  } as const
  world.known.push(born((await world.process.create(request, inviter)).invitation))
}

async function createLink(world: SoakWorld) {
  const terms = { roles: rolesOf(world), ttlSeconds: ttlOf(world), maxUses: 2 + world.chance(3) }
  const made = await world.process.create({ kind: 'shared', invitee: {}, ...terms }, inviter)
  world.known.push(born(made.invitation))
}

async function upload(world: SoakWorld) {
  const emails = Array.from({ length: 5 }, () => nextEmail(world))
  const csv = `email,role\n${emails.map(email => `${email},Role${world.chance(4)}\n`).join('')}`
  async function* bytes() {
    yield Buffer.from(csv)
  }
  const { importDeps: deps } = world.process
  const file = {
    source: (choices: ReadingChoices) => readCsv(readText(bytes(), 2 ** 31), choices),
    name: 'people.csv',
    options: {},
    isDryRun: false,
    reading: { ignoresUnknown: false },
  }
  const { id } = await previewImport(deps, file, inviter)
  await confirmImport(deps, id, inviter)
  for (const email of emails) world.uploaded.add(email)
}

async function askThroughLink(world: SoakWorld, link: Known) {
  const { clock, process } = world
  if (link.email !== null) return
  const email = nextEmail(world)
  const wasLive = isLive(link, clock.now())
  await process.inviteThroughLink(keyOf(link), { email, ip: undefined })
  const filter = { parentId: link.id, address: { email } }
  const [row] = await process.ledger.listInvitations({ filter, take: 1, now: clock.now() })
  expect(row !== undefined).toBe(wasLive)
  if (row) world.known.push(born(toInvitation(row), { parent: link }))
}

async function accept({ process, clock, begun }: SoakWorld, known: Known) {
  if (known.email === null) return
  const answer = await process.accept(keyOf(known))
  expect(answer.outcome).toBe(isLive(known, clock.now()) ? 'accepted' : 'refused')
  if (answer.outcome === 'refused') return
  const { token } = answer.handoff
  begun.push({ known, generation: known.generation, token, expiresAt: clock.now() + HANDOFF_MS })
}

/** Ends a login that was begun a while ago, as whoever was invited; they have two accounts. */
async function redeem(world: SoakWorld) {
  const { begun, chance, process } = world
  // Mostly one of the last.
  const login = begun[Math.max(0, begun.length - 1 - chance(chance(4) === 0 ? begun.length + 1 : 8))]
  if (!login) return
  const person = personOf(login.known.email ?? '', chance(2))
  const answer = await process.redeem({ ...world.loginOf(person), handoff: login.token })
  const { users } = login.known
  const isNew = !users.has(person.userId)
  expect(answer.outcome).toBe(!isNew || isRedeemable(world, login) ? 'redeemed' : 'refused')
  if (isNew && answer.outcome === 'redeemed') use(login.known, person.userId)
}

function isRedeemable({ clock }: SoakWorld, { known, generation, expiresAt }: Begun): boolean {
  // Too late for the handoff, the proven address finds what is open for it.
  if (clock.now() >= expiresAt) return isLive(known, clock.now())
  return isOpen(known) && known.generation === generation
}

/** What is said to have been done has been done, and what was refused has changed nothing; what is over is refused. */
async function change(
  world: SoakWorld,
  known: Known,
  what: 'resend' | 'edit' | 'extend' | 'revoke',
): Promise<void> {
  const { process, clock, known: all } = world
  const ttlSeconds = ttlOf(world)
  const isPending = known.status === 'pending'
  const run = {
    resend: () => process.resend(known.id, { ttlSeconds }, inviter),
    edit: () => process.edit(known.id, { roles: rolesOf(world) }, inviter),
    extend: () => process.extend(known.id, { ttlSeconds }, inviter),
    revoke: () => process.revoke(known.id, inviter),
  }
  try {
    const { expiresAt, generation } = await run[what]()
    expect(isPending || known.status === 'revoked').toBe(true)
    if (what === 'revoke') revoke(known, all)
    if (what === 'resend') known.generation++
    // The same roles again are no change.
    if (what === 'edit' && generation > known.generation) known.generation++
    if (what === 'resend' || what === 'extend') {
      known.expiresAt = clock.now() + ttlSeconds * 1_000
      expect(expiresAt.getTime()).toBe(known.expiresAt)
    }
  } catch (error) {
    if (!(error instanceof InvitationError)) throw error
    expect(what === 'revoke' && isPending).toBe(false)
  }
}

async function decline({ process, clock }: SoakWorld, known: Known) {
  const { outcome } = await process.decline(keyOf(known))
  const isPossible = known.email !== null && isLive(known, clock.now())
  if (isPossible) expect(outcome).toBe('declined')
  if (known.email === null || !isOpen(known) || clock.now() >= known.expiresAt)
    expect(outcome).not.toBe('declined')
  if (outcome !== 'declined') return
  known.status = 'declined'
  known.generation++
}

export async function work(world: SoakWorld): Promise<void> {
  const { process, clock, known, uploaded } = world
  await process.worker.drain()
  for (const email of uploaded) {
    const filter = { address: { email } }
    const [row] = await process.ledger.listInvitations({ filter, take: 1, now: clock.now() })
    if (!row) continue
    known.push(born(toInvitation(row), { isSingle: false }))
    uploaded.delete(email)
  }
}

/** The process has claimed some work and is gone; another one opens the ledger. */
async function crash(world: SoakWorld): Promise<void> {
  const { opened, clock, tenant, process } = world
  const kinds = ['grant', 'invitation_mail', 'import_mail', 'import'] as const
  await process.ledger.claimWork({ kinds: [...kinds], limit: 3, leaseMs: 45_000, now: clock.now() })
  world.process = await createProcess(await opened.another(), tenant)
}
