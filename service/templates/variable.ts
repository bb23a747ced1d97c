import type { Child } from 'hono/jsx'

/** A way on from a page: at most one of them is the main one. */
export interface PageAction {
  readonly label: string
  readonly href: string
  readonly isMain?: boolean
}

/** What a template is given. Only `html` is written as it is; everything else is escaped. */
interface Kinds {
  text: string | undefined
  /** An instant as ISO 8601 (UTC). */
  date: Date
  flag: boolean
  texts: readonly string[]
  actions: readonly PageAction[]
  html: Child
}

/** One variable of a template, for its author. */
export interface Variable<Kind extends keyof Kinds = keyof Kinds> {
  readonly kind: Kind
  readonly about: string
}

export type Variables = Readonly<Record<string, Variable>>

/** What has to be given to a template with such variables. */
export type ValuesOf<Declared extends Variables> = {
  readonly [Name in keyof Declared]: Kinds[Declared[Name]['kind']]
}

/** Text that may be missing. */
export const text = (about: string) => ({ kind: 'text', about }) as const
export const date = (about: string) => ({ kind: 'date', about }) as const
export const flag = (about: string) => ({ kind: 'flag', about }) as const
/** Lines or names. */
export const texts = (about: string) => ({ kind: 'texts', about }) as const
/** Links: `label`, `href`, `is_main`. */
export const actions = (about: string) => ({ kind: 'actions', about }) as const
/** Ready-made and safe; the only kind that is not escaped. */
export const html = (about: string) => ({ kind: 'html', about }) as const

/** Tells a way on from everything else that a list may hold. */
export function isAction(value: unknown): value is PageAction {
  return typeof value === 'object' && value !== null && 'label' in value && 'href' in value
}
