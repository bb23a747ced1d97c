import { expect } from 'vitest'

/** What is looked at when a fault is over: the ledger past all code of ours, and what users have in the tenant. */
export interface Scene {
  query(sql: string): Promise<Record<string, unknown>[]>
  /** Names of the user's roles in the tenant. */
  rolesOf(userId: string): readonly string[] | Promise<readonly string[]>
  /** Milliseconds since 1970; the real time if it is not said. */
  readonly now?: number
}

/**
 * Whatever went wrong: nothing is lost, nothing is granted twice, nobody is accepted without a grant, and the counts add
 * up. `isSettled`: all work has had its time, so that nothing may still be under way.
 */
export async function checkInvariants(scene: Scene, { isSettled }: { isSettled: boolean }): Promise<void> {
  await countsAddUp(scene)
  await nothingIsLost(scene)
  await nothingIsGrantedTwice(scene)
  await nobodyIsLeftWithout(scene)
  if (isSettled) await everythingIsDone(scene)
}

/** Rows that there must not be; each query looks for what cannot be. */
async function expectNone({ query }: Scene, what: string, sql: string): Promise<void> {
  expect({ [what]: await query(sql) }).toEqual({ [what]: [] })
}

async function countsAddUp(scene: Scene) {
  const used = `(select count(*) from redemptions r join invitations i on i.id = r.invitation_id
    where i.id = invitations.id or i.parent_id = invitations.id)`
  await expectNone(
    scene,
    'uses that are not redemptions',
    `select id, uses, ${used} as used from invitations where uses <> ${used}`,
  )
  await expectNone(scene, 'uses beyond the last', 'select id from invitations where uses > max_uses')
  await expectNone(
    scene,
    'accepted, but not used up, or the other way round',
    `select id, status from invitations where (status = 'accepted') <> (uses = max_uses) and erased_at is null`,
  )
  const told = (type: string) =>
    `(select count(*) from events where events.invitation_id = invitations.id and type = '${type}')`
  await expectNone(scene, 'not made exactly once', `select id from invitations where ${told('created')} <> 1`)
  await expectNone(
    scene,
    'uses that the history does not tell',
    `select id from invitations where kind = 'personal' and ${told('accepted')} - ${told('released')} <> uses`,
  )
}

async function nothingIsLost(scene: Scene) {
  await expectNone(
    scene,
    'messages that are waited for and that nobody will send',
    `select id from invitations where delivery_status = 'queued' and status = 'pending'
      and expires_at > ${scene.now ?? Date.now()}
      and not exists (select 1 from outbox where subject = invitations.id and kind = 'invitation_mail'
        and outbox.generation = invitations.generation and failed_at is null)
      and not exists (select 1 from import_rows rows, outbox where rows.invitation_id = invitations.id
        and outbox.kind = 'import_mail' and outbox.subject like rows.import_id || '%')`,
  )
  await expectNone(
    scene,
    'messages sent that the history does not tell',
    `select id from invitations where sent_at is not null
      and not exists (select 1 from events where invitation_id = invitations.id and type = 'sent')`,
  )
}

async function nothingIsGrantedTwice(scene: Scene) {
  await expectNone(
    scene,
    'redeemed twice by one user',
    'select invitation_id, user_id from redemptions group by invitation_id, user_id having count(*) > 1',
  )
  await expectNone(
    scene,
    'handoffs redeemed twice',
    'select handoff_ref from redemptions group by handoff_ref having count(*) > 1',
  )
  await expectNone(
    scene,
    'grants completed more often than redeemed',
    `select invitation_id, count(*) from events where type = 'grant_completed' group by invitation_id
      having count(*) <> (select count(*) from redemptions
        where redemptions.invitation_id = events.invitation_id and granted_at is not null)`,
  )
  for (const [userId, promised] of await readPromises(scene, 'true'))
    expect([...promised]).toEqual(expect.arrayContaining([...(await scene.rolesOf(userId))]))
}

async function nobodyIsLeftWithout(scene: Scene) {
  await expectNone(
    scene,
    'accepted, and neither granted nor about to be',
    `select id from redemptions where granted_at is null and not exists
      (select 1 from outbox where kind = 'grant' and subject = redemptions.id and failed_at is null)`,
  )
  for (const [userId, promised] of await readPromises(scene, 'granted_at is not null'))
    expect(await scene.rolesOf(userId)).toEqual(expect.arrayContaining([...promised]))
}

async function everythingIsDone(scene: Scene) {
  await expectNone(scene, 'not granted', 'select id from redemptions where granted_at is null')
  const kinds = `('invitation_mail', 'import', 'import_mail', 'grant')`
  await expectNone(
    scene,
    'work that is not done',
    `select kind, subject, last_error from outbox where kind in ${kinds}`,
  )
}

/** The roles that each user was promised by what they have redeemed. */
async function readPromises({ query }: Scene, condition: string): Promise<Map<string, Set<string>>> {
  const rows = await query(
    `select user_id, roles from redemptions join invitations on invitations.id = invitation_id where ${condition}`,
  )
  const promises = new Map<string, Set<string>>()
  for (const { user_id, roles } of rows) {
    const promised = promises.get(String(user_id)) ?? new Set()
    for (const role of JSON.parse(String(roles)) as string[]) promised.add(role)
    promises.set(String(user_id), promised)
  }
  return promises
}
