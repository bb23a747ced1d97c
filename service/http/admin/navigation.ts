import type { Hono } from 'hono'
import type { Caller } from '../../invitations/model/caller.ts'
import type { Permission } from '../../invitations/model/permissions.ts'
import type { Messages } from '../../messages/messages.ts'
import type { AdminDeps } from './admin-deps.ts'
import type { AdminEnv } from './admin-env.ts'

/**
 * A group of administrators' pages. To add one: write `create*Area()` in a folder of its own and name it in
 * `admin-areas.ts`. Its routes are mounted at `/admin<path>`, behind the guard: a handler finds who asks in
 * `c.get('admin')`, and every form that arrives has been checked. Pages are made with `AdminPage` and answered with
 * `renderAdminPage`; their forms begin with `<FormToken admin={admin} />`.
 */
export interface AdminArea {
  /** Below `/admin`, such as `/invitations`. */
  readonly path: string
  /** All are needed, for every page of it. What some pages need besides, they ask for themselves. */
  readonly permissions: readonly Permission[]
  /** Its name in the navigation; none for an area that only other pages lead to. */
  readonly label?: keyof Messages['adminFrame']['areas']
  readonly createRoutes: (deps: AdminDeps) => Hono<AdminEnv>
}

/** A way to an area. */
export interface NavigationEntry {
  readonly href: string
  readonly label: string
}

/** May this caller see the pages of an area? */
export function isOpenTo({ permissions }: Caller, area: Pick<AdminArea, 'permissions'>): boolean {
  return area.permissions.every(permission => permissions.has(permission))
}

/** What the navigation offers a caller. */
export function toNavigation(
  areas: readonly AdminArea[],
  caller: Caller,
  messages: Messages['adminFrame'],
): NavigationEntry[] {
  return areas.flatMap(area =>
    area.label && isOpenTo(caller, area)
      ? [{ href: `/admin${area.path}`, label: messages.areas[area.label] }]
      : [],
  )
}
