import { decodeJwt } from 'jose'
import { codeOfSentence, type RefusalCode } from '../../../contract/refusal.ts'
import type { Page } from '../../../local-tenant/login/testing/browser.ts'
import type { SeedConnection } from '../../../local-tenant/seed.ts'
import type { Switches } from '../../../local-tenant/switches.ts'
import type { GateWorld } from '../world/gate-world.ts'
import { type Acceptance, exchange, outcomeOf, type TokenAnswer } from '../world/person.ts'

/** One way into a tenant. */
export interface Door {
  name: string
  /** What people are known by there; default: an address at example.com. */
  address?: (n: number) => Address
  switches?: Partial<Switches>
  connections?: SeedConnection[]
  knock(visit: Visit): Promise<Result>
}

export type Address = { email: string } | { phone: string }

/** Somebody at a door, with what their invitation, if there is one, has given them. */
export interface Visit {
  world: GateWorld
  /** Their own address, whoever was invited. */
  address: Address
  /** The address as a text. */
  known: string
  acceptance: Acceptance | undefined
  /** What their application, or the service, sends to `/authorize`. */
  params: Record<string, string>
}

/** How it ended: with which roles somebody is in, or why not. */
export type Result = { roles: string[] } | { refused: RefusalCode } | { unknown: string }

const rolesClaim = 'https://guestlist.example/roles'

/** Reads how a journey in a browser ended. */
export async function resultOf(world: GateWorld, page: Page): Promise<Result> {
  const outcome = await outcomeOf(world, page)
  switch (outcome.outcome) {
    case 'in':
      return resultOfToken(await exchange(world, outcome.code))
    case 'refused':
      return { refused: outcome.code }
    case 'unknown':
      return { unknown: outcome.page }
  }
}

/** Reads an answer of `/oauth/token`. */
export function resultOfToken(answer: TokenAnswer): Result {
  if (answer.status !== 200) return resultOfText(answer.error_description ?? JSON.stringify(answer))
  const roles = decodeJwt(answer.id_token ?? '')[rolesClaim]
  return Array.isArray(roles) ? { roles } : { unknown: 'no roles in the token' }
}

/** Finds one of our sentences, or codes, in what an API says. */
export function resultOfText(text: string): Result {
  const code = codeOfSentence(text) ?? /Sandbox Error: (\w+)/.exec(text)?.[1]
  return code ? { refused: code as RefusalCode } : { unknown: text }
}
