import { describe, expect, it } from 'vitest'
import { readGuestlistMetadata, toAdmitted } from '../../contract/guestlist-metadata.ts'
import { rowId } from '../../service/invitations/row-id.ts'

const everything = {
  admitted: true,
  invitation: 'inv_1',
  admission: 'hnd_1',
  refused_at: 'then',
  passed_at: 'later',
  not_before: 'at last',
  not_before_except: 'but for this',
  roles: ['Editor'],
}

describe('our metadata', () => {
  it('is read with its types, whatever else is there', () => {
    const guestlist = { ...everything, roles: ['Editor', 1, null], other: 1 }
    expect(readGuestlistMetadata({ guestlist, plan: 'gold' })).toEqual(everything)
  })

  it.each([
    undefined,
    {},
    { guestlist: null },
    { guestlist: 'admitted' },
    { guestlist: { admitted: 1, invitation: 2, roles: 'Editor', not_before: 3 } },
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

  it('of an admitted user forgets stamp, refusal and exception, and keeps the rest', () => {
    expect(toAdmitted(everything, {})).toEqual({
      admitted: true,
      invitation: 'inv_1',
      not_before: 'at last',
      not_before_except: 'but for this',
      roles: ['Editor'],
    })
  })

  it('of an admitted user gains what is new, and each role once', () => {
    const gained = { invitation: 'inv_2', roles: ['Viewer', 'Editor'], not_before: 'now' }
    expect(toAdmitted({ roles: ['Editor'] }, gained)).toEqual({
      admitted: true,
      invitation: 'inv_2',
      not_before: 'now',
      roles: ['Editor', 'Viewer'],
    })
    expect(toAdmitted({}, {})).toEqual({ admitted: true })
  })
})
