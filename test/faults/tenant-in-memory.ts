import type { Clock } from '../../service/base/clock.ts'
import { type MailBatch, MailError, type OutgoingMail } from '../../service/mail/mailer.ts'
import { type ManagementApi, ManagementError } from '../../service/management/management-api.ts'
import { createMemoryManagement } from '../service/management/memory-management.ts'
import type { Outside, Person } from './fault-world.ts'
import { inviter } from './fault-world.ts'

/** What goes wrong with a request: it does not arrive, or its answer does not. */
export type Fault = 'lost' | 'unanswered' | undefined

/** A tenant and a mail provider in memory, where each request may go wrong. */
export interface TenantInMemory extends Outside {
  /** What becomes of a request, by its name; asked once for each. */
  faultOf: (request: string) => Fault
  /** `invitation/generation` of every message that was taken, as often as it was. */
  readonly taken: string[]
  /** Makes the account of somebody who is signing up. */
  addUser(person: Person, madeAt: number): void
  rolesOf(userId: string): string[]
}

export function createTenantInMemory(clock: Clock): TenantInMemory {
  const management = createMemoryManagement()
  management.scopesOf.set('api', { scopes: [...inviter.permissions], isAll: false })
  for (let n = 0; n < 4; n++) management.roles.push({ id: `rol_${n}`, name: `Role${n}` })
  const goThrough = async <T>(request: string, run: () => T | Promise<T>, failure: () => Error) => {
    const fault = tenant.faultOf(request)
    if (fault === 'lost') throw failure()
    const answer = await run()
    if (fault === 'unanswered') throw failure()
    return answer
  }
  const take = ({ references }: Pick<OutgoingMail, 'references'>) =>
    tenant.taken.push(`${references.invitation}/${references.generation}`)
  const unavailable = () => new MailError('unavailable')
  const tenant: TenantInMemory = {
    clock,
    faultOf: () => undefined,
    taken: [],
    management: unreliable(management, (request, run) =>
      goThrough(request, run, () => new ManagementError('unreachable')),
    ),
    mailer: {
      async send(mail) {
        await goThrough(`send ${mail.to}`, () => take(mail), unavailable)
      },
      async sendBatch({ recipients }: MailBatch) {
        const name = `send ${recipients[0]?.to} and others`
        await goThrough(name, () => recipients.forEach(take), unavailable)
      },
    },
    addUser({ userId, email }, madeAt) {
      if (management.users.some(user => user.userId === userId)) return
      const [provider, id] = [userId.slice(0, userId.indexOf('|')), userId.slice(userId.indexOf('|') + 1)]
      management.users.push({
        userId,
        email,
        emailVerified: true,
        blocked: false,
        createdAt: new Date(madeAt),
        loginsCount: 1,
        phoneNumber: undefined,
        phoneVerified: false,
        appMetadata: {},
        userMetadata: {},
        identities: [{ provider, userId: id, connection: provider, isSocial: false }],
      })
    },
    rolesOf: userId =>
      [...(management.rolesOf.get(userId) ?? [])].map(
        id => management.roles.find(role => role.id === id)?.name ?? id,
      ),
  }
  return tenant
}

/** What a grant asks for and writes; what the rules ask for while somebody waits stays as it is. */
const UNRELIABLE = ['assignRoles', 'updateUser'] as const

function unreliable(
  management: ManagementApi,
  goThrough: (request: string, run: () => Promise<void>) => Promise<void>,
): ManagementApi {
  const wrapped = { ...management }
  for (const name of UNRELIABLE) {
    const run = management[name] as (userId: string, ...rest: unknown[]) => Promise<void>
    Object.assign(wrapped, {
      [name]: (userId: string, ...rest: unknown[]) =>
        goThrough(`${name} ${userId}`, () => run(userId, ...rest)),
    })
  }
  return wrapped
}
