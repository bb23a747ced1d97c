import type { RequestIdVariables } from 'hono/request-id'

/** What middleware leaves for handlers. */
export interface HttpEnv {
  Variables: RequestIdVariables
}
