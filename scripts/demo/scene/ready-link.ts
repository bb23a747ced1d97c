/** A link of the demo that somebody may open, and what there is to see. */
export interface ReadyLink {
  /** The state that it is in, such as `expired`. */
  readonly state: string
  readonly about: string
  readonly link: string
  /** The person of the invitation, and what else has to be typed. */
  readonly whom: string
}
