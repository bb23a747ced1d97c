import type { Urgency } from './management-api.ts'

/** The facts that decide when a request gets its turn. */
export interface QueuedRequest {
  readonly urgency: Urgency
  readonly queuedAt: number
  /** Whose looks share a turn: of a `lookup` only. */
  readonly onBehalfOf?: string | undefined
}

/** Requests that wait for their turn. */
export interface RequestQueue<T extends QueuedRequest> {
  add(request: T): void
  /** Puts a request back before all others of its urgency (and, of a look, of the same origin). */
  putBack(request: T): void
  /** Takes the next request out. */
  next(): T | undefined
  /** Forgets those that need no turn any more. */
  drop(isOver: (request: T) => boolean): void
  length(): number
  isEmpty(): boolean
  hasOnlyLookups(): boolean
}

type Ranked = Exclude<Urgency, 'lookup'>

const order: Ranked[] = ['waiting', 'grant', 'removal']

/** Each tenth turn belongs to whoever has waited longest: under lasting load the least urgent are not forgotten. */
const FAIR_TURN = 10
/** Looks are caused by presses that need no session: every fourth turn at most, while anything else waits. */
const LOOKUP_TURN = 4

/**
 * Creates a queue: the most urgent first, and first in, first out inside an urgency. Looks have a share of their own
 * beside them, in which everybody on whose behalf there are any has the same part.
 */
export function createRequestQueue<T extends QueuedRequest>(): RequestQueue<T> {
  const lines: Record<Ranked, T[]> = { waiting: [], grant: [], removal: [] }
  const lookups = createFairLine<T>()
  const occupied = () => order.map(urgency => lines[urgency]).filter(line => line.length > 0)
  let turn = 0
  let sinceLookup = LOOKUP_TURN
  const nextRanked = () => {
    turn = (turn + 1) % FAIR_TURN
    const line = turn === 0 ? longestWaiting(occupied()) : occupied()[0]
    return line?.shift()
  }
  return {
    add: request =>
      request.urgency === 'lookup' ? lookups.add(request) : void lines[request.urgency].push(request),
    putBack: request =>
      request.urgency === 'lookup' ? lookups.putBack(request) : void lines[request.urgency].unshift(request),
    next() {
      sinceLookup++
      const isForLookup = sinceLookup >= LOOKUP_TURN || occupied().length === 0
      const lookup = isForLookup ? lookups.next() : undefined
      if (!lookup) return nextRanked()
      sinceLookup = 0
      return lookup
    },
    drop(isOver) {
      for (const urgency of order) lines[urgency] = lines[urgency].filter(request => !isOver(request))
      lookups.drop(isOver)
    },
    length: () => order.reduce((sum, urgency) => sum + lines[urgency].length, lookups.length()),
    isEmpty: () => occupied().length === 0 && lookups.length() === 0,
    hasOnlyLookups: () => occupied().length === 0 && lookups.length() > 0,
  }
}

function longestWaiting<T extends QueuedRequest>(lines: T[][]): T[] | undefined {
  const waitingSince = (line: T[]) => line[0]?.queuedAt ?? Number.POSITIVE_INFINITY
  return lines.toSorted((a, b) => waitingSince(a) - waitingSince(b))[0]
}

/** One line for each origin. The next turn is that of whoever has had none for longest: a newcomer's, where there is one. */
function createFairLine<T extends QueuedRequest>() {
  const lines = new Map<string, { requests: T[]; servedAt: number }>()
  let turn = 0
  const lineOf = ({ onBehalfOf = '' }: T) => {
    const line = lines.get(onBehalfOf) ?? { requests: [], servedAt: 0 }
    lines.set(onBehalfOf, line)
    return line
  }
  return {
    add: (request: T) => void lineOf(request).requests.push(request),
    putBack(request: T) {
      const line = lineOf(request)
      line.requests.unshift(request)
      line.servedAt = 0
    },
    next(): T | undefined {
      const [first] = [...lines].sort(([, one], [, other]) => one.servedAt - other.servedAt)
      if (!first) return undefined
      const [origin, line] = first
      const request = line.requests.shift()
      line.servedAt = ++turn
      if (line.requests.length === 0) lines.delete(origin)
      return request
    },
    drop(isOver: (request: T) => boolean) {
      for (const [origin, line] of lines) {
        line.requests = line.requests.filter(request => !isOver(request))
        if (line.requests.length === 0) lines.delete(origin)
      }
    },
    length: () => [...lines.values()].reduce((sum, { requests }) => sum + requests.length, 0),
  }
}
