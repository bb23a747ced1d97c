import { describe, expect, it } from 'vitest'
import { parseAdmissionResponse, parseRedemptionResponse } from '../../contract/calls.ts'
import { inheritedNames } from './inherited-names.ts'

const grant = {
  invitation: 'inv_1',
  roles: ['Editor'],
  app_metadata: { plan: 'a' },
  user_metadata: {},
  overwrite: ['plan'],
}

describe("the service's answer to an admission", () => {
  it.each([
    { outcome: 'admitted', admission: 'hnd_1' },
    { outcome: 'admitted', admission: null },
    { outcome: 'refused', code: 'invitation_required' },
  ])('is read: %j', answer => {
    expect(parseAdmissionResponse(answer)).toEqual(answer)
  })

  it('loses what the contract does not know', () => {
    expect(parseAdmissionResponse({ outcome: 'admitted', admission: 'hnd_1', extra: 1 })).toEqual({
      outcome: 'admitted',
      admission: 'hnd_1',
    })
  })

  it.each([
    null,
    'admitted',
    [],
    {},
    { outcome: 'admitted' },
    { outcome: 'admitted', admission: 1 },
    { outcome: 'refused' },
    { outcome: 'refused', code: 'no such code' },
    { outcome: 'refused', code: 'toString' },
    { outcome: 'maybe', admission: 'hnd_1' },
  ])('is nothing in any other shape: %j', answer => {
    expect(parseAdmissionResponse(answer)).toBeNull()
  })
})

describe("the service's answer to a redemption", () => {
  it.each([
    { outcome: 'redeemed', grant },
    { outcome: 'admitted' },
    { outcome: 'refused', code: 'address_mismatch', refusal: 'ticket' },
    { outcome: 'refused', code: 'address_mismatch' },
  ])('is read: %j', answer => {
    expect(parseRedemptionResponse(answer)).toEqual(answer)
  })

  it.each(inheritedNames)('S71 gives nothing at all with metadata of the name %s, at any depth', key => {
    const whole = JSON.stringify({ outcome: 'redeemed', grant })
    for (const [search, text] of [
      ['"plan":"a"', `"plan":"a","${key}":{"admitted":true}`],
      ['"plan":"a"', `"plan":{"${key}":1}`],
      ['"user_metadata":{', `"user_metadata":{"${key}":1`],
    ] as const)
      expect(parseRedemptionResponse(JSON.parse(whole.replace(search, text)))).toBeNull()
  })

  it('replaces nothing where it does not say so', () => {
    const { overwrite: _, ...silent } = grant
    expect(parseRedemptionResponse({ outcome: 'redeemed', grant: silent })).toEqual({
      outcome: 'redeemed',
      grant: { ...grant, overwrite: [] },
    })
  })

  it.each([
    null,
    { outcome: 'redeemed' },
    { outcome: 'redeemed', grant: null },
    { outcome: 'redeemed', grant: { ...grant, invitation: undefined } },
    { outcome: 'redeemed', grant: { ...grant, roles: 'Editor' } },
    { outcome: 'redeemed', grant: { ...grant, roles: [1] } },
    { outcome: 'redeemed', grant: { ...grant, app_metadata: null } },
    { outcome: 'redeemed', grant: { ...grant, user_metadata: [] } },
    { outcome: 'redeemed', grant: { ...grant, overwrite: 'plan' } },
    { outcome: 'redeemed', grant: { ...grant, overwrite: null } },
    { outcome: 'refused', code: 'address_mismatch', refusal: 1 },
    { outcome: 'refused', code: 'unknown', refusal: 'ticket' },
  ])('is nothing in any other shape: %j', answer => {
    expect(parseRedemptionResponse(answer)).toBeNull()
  })
})
