import type { Invitation } from '../../../service/invitations/model/invitation.ts'

/** An invitation as it should be, kept beside the service and without a look at its rules. */
export interface Known {
  readonly id: string
  readonly email: string | null
  readonly parent: Known | undefined
  readonly parentGeneration: number
  readonly maxUses: number
  /** Made one by one, so that each message is a request of its own. */
  readonly isSingle: boolean
  status: 'pending' | 'accepted' | 'declined' | 'revoked'
  generation: number
  uses: number
  expiresAt: number
  /** Whoever has joined through it. */
  readonly users: Set<string>
}

/** A login that somebody has begun, and may end later or never. */
export interface Begun {
  readonly known: Known
  readonly generation: number
  readonly token: string
  readonly expiresAt: number
}

export function born(
  row: Pick<Invitation, 'id' | 'inviteeEmail' | 'maxUses' | 'expiresAt'>,
  { parent, isSingle = true }: { parent?: Known; isSingle?: boolean } = {},
): Known {
  return {
    id: row.id,
    email: row.inviteeEmail,
    maxUses: row.maxUses,
    expiresAt: row.expiresAt.getTime(),
    parent,
    parentGeneration: parent?.generation ?? 0,
    isSingle,
    status: 'pending',
    generation: 1,
    uses: 0,
    users: new Set(),
  }
}

/** May a use of it still be had, whatever the time is? */
export function isOpen({ status, parent, parentGeneration }: Known): boolean {
  const isParentOpen = !parent || (parent.status === 'pending' && parent.generation === parentGeneration)
  return status === 'pending' && isParentOpen
}

/** Can somebody press Accept? */
export function isLive(known: Known, now: number): boolean {
  const isParentLive = !known.parent || now < known.parent.expiresAt
  return isOpen(known) && now < known.expiresAt && isParentLive
}

export function use(known: Known, userId: string): void {
  known.users.add(userId)
  for (const one of [known, known.parent]) {
    if (!one) continue
    one.uses++
    if (one.uses === one.maxUses) one.status = 'accepted'
  }
}

/** What it has sent is revoked with it. */
export function revoke(known: Known, all: readonly Known[]): void {
  for (const one of [known, ...all.filter(({ parent }) => parent === known)]) {
    if (one.status !== 'pending') continue
    one.status = 'revoked'
    one.generation++
  }
}
