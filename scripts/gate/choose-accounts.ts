import { DeployError } from '../deploy/deploy-error.ts'
import type { RefusedAccount } from './find-refused.ts'

/** The list as an operator reads it, with the numbers that they pick by. */
export function showAccounts(accounts: readonly RefusedAccount[], since: string): string {
  const seen = accounts.filter(({ lastLogin }) => isSince(lastLogin, since)).length
  const lines = accounts.map(
    ({ name, userId, connection, createdAt, lastLogin }, index) =>
      `  ${String(index + 1).padStart(3)}  ${name} (${userId}, ${connection}), made ${dayOf(createdAt)}, ` +
      (lastLogin === undefined ? 'never logged in' : `last seen ${dayOf(lastLogin)}`),
  )
  const head = `An invite-only gate would refuse ${accounts.length} accounts that are not admitted; ${seen} of them have logged in since ${dayOf(since)}:`
  return [head, ...lines].join('\n')
}

/**
 * Whom the operator picks: `all`, `none`, numbers of the list (`1,3-5`) or ids of users. Throws DeployError for anything
 * else, because a slip must neither let somebody in nor leave somebody out.
 */
export function chooseAccounts(
  accounts: readonly RefusedAccount[],
  words: readonly string[],
): RefusedAccount[] {
  const parts = words.flatMap(word => word.split(',')).map(word => word.trim())
  const given = parts.filter(word => word !== '')
  if (given.length === 1 && given[0] === 'all') return [...accounts]
  if (given.length === 1 && given[0] === 'none') return []
  if (given.length === 0)
    throw new DeployError('Say whom to admit: all, none, numbers (1,3-5) or ids of users.')
  const chosen = new Set(given.flatMap(word => findChosen(accounts, word)))
  return accounts.filter(account => chosen.has(account))
}

function findChosen(accounts: readonly RefusedAccount[], word: string): RefusedAccount[] {
  const byId = accounts.find(({ userId }) => userId === word)
  if (byId) return [byId]
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(word) ?? []
  const [from, to] = [Number(first), Number(last)]
  if (first === undefined || from < 1 || to < from || to > accounts.length)
    throw new DeployError(`"${word}" is nobody of this list; nobody has been admitted.`)
  return accounts.slice(from - 1, to)
}

function isSince(instant: string | undefined, since: string): boolean {
  return instant !== undefined && Date.parse(instant) >= Date.parse(since)
}

function dayOf(instant: string): string {
  return instant.slice(0, 10)
}
