import type { Caller } from '../../invitations/model/caller.ts'
import type { Session } from '../../sign-in/sessions.ts'
import type { HttpEnv } from '../http-env.ts'
import type { Site } from '../pages/site.ts'
import type { NavigationEntry } from './navigation.ts'

/** Who asks for an administrators' page. */
export interface Administrator {
  readonly session: Session
  /** The API's type of caller, so that both use one set of use cases, with the person's present permissions. */
  readonly caller: Caller
  readonly site: Site
  /** The token for the forms of the page. */
  readonly formToken: string
  /** Where people log in, and out. */
  readonly loginOrigin: string
  readonly navigation: readonly NavigationEntry[]
}

/** What the guard leaves for handlers. */
export interface AdminEnv {
  Variables: HttpEnv['Variables'] & { admin: Administrator }
}
