import { bulk, manyThroughOneLink, overview } from './moments-of-inviters.ts'
import { oldLink, scanner, termsFirst, uninvited } from './moments-of-links.ts'
import { existingAccount, oneTimeCode, wrongAccount } from './moments-of-people.ts'
import type { Stage } from './stage.ts'

/** Something that Guestlist does and Auth0's own invitations do not. */
export interface Moment {
  /** Of its picture's file. */
  readonly name: string
  readonly title: string
  /** What happens, and how it is without. */
  readonly caption: string
  /** Plays it; rejects when it does not go as the caption says. What it leaves on the page is the picture. */
  play(stage: Stage): Promise<void>
}

/** Ten of them, in this order: the last one starts the service anew with other settings. */
export const moments: readonly Moment[] = [
  ...[scanner, wrongAccount, oneTimeCode, oldLink, manyThroughOneLink],
  ...[existingAccount, uninvited, bulk, overview, termsFirst],
]
