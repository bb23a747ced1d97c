import { Hono } from 'hono'
import { findWaysIn } from '../../members/find-ways-in.ts'
import { toMemberFields } from '../../members/member-field.ts'
import { toMemberData } from '../../members/to-member-data.ts'
import type { MemberEnv } from './member-guard.tsx'
import type { MembersDeps } from './members-deps.ts'

/** Where the download is, below `/account`. */
export const DATA_PATH = '/data.json'

const FILE_NAME = 'guestlist-account.json'

/**
 * `GET /account/data.json`: what Guestlist knows about whoever is signed in, to keep. It takes no parameter: whose data
 * it is follows from the session alone.
 */
export function createDataRoutes(deps: MembersDeps): Hono<MemberEnv> {
  return new Hono<MemberEnv>().get(DATA_PATH, async c => {
    const { user } = c.get('member')
    const data = toMemberData({
      organization: deps.organizationName,
      user,
      fields: toMemberFields(deps.joining.fields, user),
      ways: await findWaysIn(deps.ledger, user),
      now: new Date(deps.now()),
    })
    deps.log.info('member_data_downloaded', { user: user.userId })
    c.header('Content-Disposition', `attachment; filename="${FILE_NAME}"`)
    c.header('Content-Type', 'application/json; charset=utf-8')
    // Written for people to open as well.
    return c.body(`${JSON.stringify(data, undefined, 2)}\n`)
  })
}
