import { describe, expect, it } from 'vitest'
import {
  type AdministrationFacts,
  type AttentionFacts,
  decideAttention,
} from '../../../../service/http/admin/overview/decide-attention.ts'
import { MAX_TROUBLES } from '../../../../service/ledger/statistics/attention-ledger.ts'

const none = { count: 0, codes: [], invitationIds: [] }
const well: AdministrationFacts = {
  fullInviters: [],
  failedDeliveries: [],
  gateMode: 'invite-only',
  gateDiffers: false,
  setup: [],
  unknownRoles: [],
}
const allWell: AttentionFacts = {
  troubles: { unsent: none, delayed: none, ungranted: none },
  bounced: 0,
  limits: [{ name: 'per_inviter_per_day', left: 1, endsAt: 9 }],
  administration: well,
}

const kindsOf = (facts: Partial<AttentionFacts>) =>
  decideAttention({ ...allWell, ...facts }).map(({ kind }) => kind)
const administered = (facts: Partial<AdministrationFacts>) =>
  kindsOf({ administration: { ...well, ...facts } })
const trouble = (count: number, codes: string[] = []) => ({ count, codes, invitationIds: ['inv_1'] })

describe('what needs attention', () => {
  it('is nothing where all is well, for administrators and for inviters', () => {
    expect(decideAttention(allWell)).toEqual([])
    expect(kindsOf({ administration: undefined })).toEqual([])
  })

  it('is what was not sent, what came back, and whoever did not get everything', () => {
    const troubles = { ...allWell.troubles, unsent: trouble(2), ungranted: trouble(1, ['unknown_role']) }
    const items = decideAttention({ ...allWell, troubles, bounced: 3 })
    expect(items.map(({ kind }) => kind).toSorted()).toEqual(['bounced', 'ungranted', 'unsent'])
    expect(items.find(({ kind }) => kind === 'ungranted')).toMatchObject({
      count: 1,
      details: ['unknown_role'],
      invitationIds: ['inv_1'],
    })
  })

  it('is what is wrong with the set-up, in whole sentences, for administrators', () => {
    const finding = {
      code: 'clock_wrong',
      severity: 'warning',
      problem: 'It is late.',
      cure: 'Set it.',
    } as const
    const differs = { ...finding, code: 'gate_differs', severity: 'error' } as const
    const administration = { ...well, gateDiffers: true, setup: [finding, differs] }
    expect(decideAttention({ ...allWell, administration })).toEqual([
      { kind: 'gateDiffers', tone: 'bad' },
      { kind: 'setup', tone: 'caution', sentences: ['It is late. Set it.'] },
    ])
  })

  it('is mail that stands still where the provider takes none from us, and late mail otherwise', () => {
    const delayed = (codes: string[]) =>
      kindsOf({ troubles: { ...allWell.troubles, delayed: trouble(5, codes) } })
    expect(delayed(['forbidden', 'unavailable'])).toEqual(['mailRefused'])
    expect(delayed(['unavailable'])).toEqual(['delayed'])
  })

  it('is a limit that is used up, and until when', () => {
    const limits = [
      { name: 'per_inviter_per_day', left: 0, endsAt: 7 },
      { name: 'per_tenant_per_day', left: 0, endsAt: 8 },
    ] as const
    const items = decideAttention({ ...allWell, limits })
    expect(items).toMatchObject([
      { kind: 'limitTenant', tone: 'bad', until: 8 },
      { kind: 'limitOwn', tone: 'caution', until: 7 },
    ])
  })

  it('is, for administrators, what concerns everybody', () => {
    expect(administered({ fullInviters: ['auth0|ada'] })).toEqual(['limitOthers'])
    expect(administered({ failedDeliveries: [{ endpoint: 'crm', count: 2 }] })).toEqual(['webhooks'])
    expect(administered({ gateDiffers: true })).toEqual(['gateDiffers'])
    expect(administered({ unknownRoles: ['Ghost'] })).toEqual(['unknownRoles'])
    expect(administered({ gateMode: 'open' })).toEqual(['gateOpen'])
    expect(administered({ gateMode: 'observe' })).toEqual(['gateObserves'])
  })

  it('is a tenant that is silent, whoever had to ask it', () => {
    expect(kindsOf({ limits: undefined, administration: undefined })).toEqual(['tenantSilent'])
    expect(administered({ unknownRoles: undefined })).toEqual(['tenantSilent'])
  })

  it('comes the worst first, and says where it is more than was counted', () => {
    const troubles = { ...allWell.troubles, unsent: trouble(MAX_TROUBLES), delayed: trouble(1) }
    const items = decideAttention({
      ...allWell,
      troubles,
      administration: { ...well, gateMode: 'observe', gateDiffers: true },
    })
    expect(items.map(({ tone }) => tone)).toEqual(['bad', 'bad', 'caution', 'plain'])
    expect(items.find(({ kind }) => kind === 'unsent')).toMatchObject({ isMore: true })
    expect(items.find(({ kind }) => kind === 'delayed')).toMatchObject({ isMore: false })
  })
})
