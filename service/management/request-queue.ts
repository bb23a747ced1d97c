import type { Urgency } from './management-api.ts'

/** What is to be known of a request to give it its turn. */
export interface QueuedRequest {
  readonly urgency: Urgency
  readonly queuedAt: number
}

/** Requests that wait for their turn. */
export interface RequestQueue<T extends QueuedRequest> {
  add(request: T): void
  /** Puts a request back before all others of its urgency. */
  putBack(request: T): void
  /** Takes the next request out. */
  next(): T | undefined
  /** Forgets those that need no turn any more. */
  drop(isOver: (request: T) => boolean): void
  length(): number
  isEmpty(): boolean
}

const order: Urgency[] = ['waiting', 'grant', 'removal']

/** Each tenth turn belongs to whoever has waited longest: under lasting load the least urgent are not forgotten. */
const FAIR_TURN = 10

/** Creates a queue: the most urgent first, and first in, first out inside an urgency. */
export function createRequestQueue<T extends QueuedRequest>(): RequestQueue<T> {
  const lines: Record<Urgency, T[]> = { waiting: [], grant: [], removal: [] }
  const occupied = () => order.map(urgency => lines[urgency]).filter(line => line.length > 0)
  let turn = 0
  return {
    add: request => void lines[request.urgency].push(request),
    putBack: request => void lines[request.urgency].unshift(request),
    next() {
      turn = (turn + 1) % FAIR_TURN
      const line = turn === 0 ? longestWaiting(occupied()) : occupied()[0]
      return line?.shift()
    },
    drop(isOver) {
      for (const urgency of order) lines[urgency] = lines[urgency].filter(request => !isOver(request))
    },
    length: () => order.reduce((sum, urgency) => sum + lines[urgency].length, 0),
    isEmpty: () => occupied().length === 0,
  }
}

function longestWaiting<T extends QueuedRequest>(lines: T[][]): T[] | undefined {
  const waitingSince = (line: T[]) => line[0]?.queuedAt ?? Number.POSITIVE_INFINITY
  return lines.toSorted((a, b) => waitingSince(a) - waitingSince(b))[0]
}
