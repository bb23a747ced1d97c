import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOwnMetadataKey, readGuestlistMetadata, toAdmission } from '../../contract/guestlist-metadata.ts'
import { rowId } from '../../service/invitations/model/row-id.ts'

const older = {
  admitted: true,
  invitation: 'inv_1',
  admission: 'hnd_1',
  refused_at: 'then',
  passed_at: 'later',
  not_before: '2026-11-20T10:00:00.000Z',
  not_before_except: 'but for this',
  roles: ['Editor'],
}
const ours = {
  guestlist: { admitted: true, invitation: 'inv_1', admission: 'hnd_1' },
  guestlist_refused_at: 'then',
  guestlist_passed_at: 'later',
  guestlist_not_before: '2026-11-20T10:00:00.000Z',
  guestlist_not_before_except: 'but for this',
  guestlist_roles_inv_1: ['Editor'],
}

/** What Auth0 makes of several writes: top-level keys are merged, and null takes one away. */
function merge(...writes: Record<string, unknown>[]): Record<string, unknown> {
  const merged = Object.assign({}, ...writes) as Record<string, unknown>
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
}

describe('our metadata', () => {
  it('is read with its types, from where it is written, and from where earlier versions wrote it', () => {
    expect(readGuestlistMetadata({ ...ours, plan: 'gold' })).toEqual(older)
    const guestlist = { ...older, roles: ['Editor', 1, null], other: 1 }
    expect(readGuestlistMetadata({ guestlist, plan: 'gold' })).toEqual(older)
    expect(readGuestlistMetadata({ guestlist, guestlist_roles_inv_2: ['Viewer', 2] }).roles).toEqual([
      'Editor',
      'Viewer',
    ])
  })

  it.each([
    undefined,
    {},
    { guestlist: null },
    { guestlist: 'admitted' },
    { guestlist: { admitted: 1, invitation: 2, roles: 'Editor', not_before: 3 } },
    { guestlist_admitted: true, guestlist_refused_at: 1, guestlist_roles_inv_1: 'Editor' },
  ])('is empty for %j', appMetadata => {
    expect(readGuestlistMetadata(appMetadata)).toEqual({})
  })

  it.each([
    '',
    'hnd_',
    'inv_1',
    'hnd_1\n',
    ' hnd_1',
    `hnd_${'1'.repeat(65)}`,
    'hnd_<b>',
    'x'.repeat(100_000),
  ])('S67 holds no stamp that is not shaped like one of ours: %j', admission => {
    expect(readGuestlistMetadata({ guestlist: { admission, refused_at: 'then' } })).toEqual({
      refused_at: 'then',
    })
  })

  it('S67 holds the stamp that a handoff really has', () => {
    const admission = rowId('hnd', Date.now())
    expect(readGuestlistMetadata({ guestlist: { admission } })).toEqual({ admission })
  })

  it('ends logins by the later of two dates, and excepts one of that date only', () => {
    const [early, late] = ['2026-11-20T10:00:00.000Z', '2026-11-21T10:00:00.000Z']
    const read = (before: object, now: object) => readGuestlistMetadata({ guestlist: before, ...now })
    const one = { not_before: early, not_before_except: early }
    expect(read(one, { guestlist_not_before: late })).toEqual({ not_before: late })
    expect(read({ not_before: late }, { guestlist_not_before: early })).toEqual({ not_before: late })
    expect(read(one, { guestlist_not_before: 'soon' })).toEqual(one)
  })

  it('of an admitted user forgets stamp, refusal and exception, and keeps the rest', () => {
    expect(toAdmission(ours, {})).toEqual({
      guestlist: { admitted: true, invitation: 'inv_1' },
      guestlist_refused_at: null,
      guestlist_passed_at: null,
    })
    const { admission: _, refused_at: _refused, passed_at: _passed, ...kept } = older
    expect(toAdmission({ guestlist: older }, {})).toEqual({ guestlist: kept })
    expect(toAdmission(undefined, {})).toEqual({ guestlist: { admitted: true } })
  })

  it('of an admitted user gains the invitation, and its roles under a key of their own', () => {
    expect(toAdmission({}, { invitation: 'inv_2', roles: ['Viewer', 'Editor'] })).toEqual({
      guestlist: { admitted: true, invitation: 'inv_2' },
      guestlist_roles_inv_2: ['Viewer', 'Editor'],
    })
  })

  it('S72 loses no date, no admission and no role, in whatever order logins that knew of none of it end', () => {
    const taken = { guestlist_not_before: '2026-11-20T10:00:00.000Z', guestlist_not_before_except: null }
    const writes = [
      taken,
      toAdmission({}, { invitation: 'inv_1', roles: ['Editor'] }),
      toAdmission({}, { invitation: 'inv_2', roles: ['Viewer'] }),
      toAdmission({ guestlist: { admission: 'hnd_1' } }, {}),
      { guestlist_refused_at: 'then' },
      { guestlist_passed_at: 'then' },
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(writes, { minLength: writes.length }), order => {
        const { not_before, admitted, roles } = readGuestlistMetadata(merge(...order))
        expect({ not_before, admitted, roles: roles?.toSorted() }).toEqual({
          not_before: taken.guestlist_not_before,
          admitted: true,
          roles: ['Editor', 'Viewer'],
        })
      }),
    )
  })

  it.each([
    ['guestlist', true],
    ['guestlist_not_before', true],
    ['guestlist_anything', true],
    ['guestlists', false],
    ['Guestlist', false],
    ['my_guestlist', false],
  ])('is under %s: %s', (key, isOwn) => {
    expect(isOwnMetadataKey(key)).toBe(isOwn)
  })
})
