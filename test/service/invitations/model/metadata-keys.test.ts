import { describe, expect, it } from 'vitest'
import { InvitationError } from '../../../../service/invitations/model/invitation-error.ts'
import { assertMetadata, MAX_METADATA_BYTES } from '../../../../service/invitations/model/metadata-keys.ts'
import { inheritedNames } from '../../../contract/inherited-names.ts'

function codeOf(metadata: unknown): string {
  try {
    assertMetadata('app_metadata', metadata as Record<string, unknown>)
    return 'accepted'
  } catch (error) {
    if (!(error instanceof InvitationError)) throw error
    expect(error.field).toBe('app_metadata')
    return error.code
  }
}

describe('metadata of an invitation', () => {
  it('may hold any other key with any JSON', () => {
    const metadata = { order: 'A-1', plan: { name: 'pro', seats: [1, 2, { of: null }] }, Email: 'x' }
    expect(codeOf(metadata)).toBe('accepted')
  })

  it.each([
    ...['guestlist', '__tenant', '_id', 'blocked', 'clientID', 'created_at', 'email_verified', 'email'],
    ...['globalClientID', 'global_client_id', 'identities', 'lastIP', 'lastLogin', 'loginsCount', 'metadata'],
    ...['multifactor_last_modified', 'multifactor', 'updated_at', 'user_id'],
  ])('may not set the reserved key %s', key => {
    expect(codeOf({ order: 1, [key]: {} })).toBe('reserved_key')
  })

  it.each(['{"a": [{"b.c": 1}]}', '{"$set": 1}', '{"": 1}'])('may not set %s', json => {
    expect(codeOf(JSON.parse(json))).toBe('reserved_key')
  })

  it.each(inheritedNames)('S71 may not set %s, and is told which key it is and where', key => {
    for (const [json, path] of [
      [`{"${key}": {"admitted": true}}`, key],
      [`{"a": [{"${key}": 1}]}`, `a.0.${key}`],
    ] as const)
      for (const field of ['app_metadata', 'user_metadata'] as const)
        expect(() => assertMetadata(field, JSON.parse(json))).toThrow(
          expect.objectContaining({
            code: 'reserved_key',
            field: `${field}.${path}`,
            message: `The key "${key}" is reserved.`,
          }),
        )
  })

  it('may not remove a key of the user, which null would do', () => {
    expect(codeOf({ order: null })).toBe('reserved_key')
  })

  it('may take so many bytes and not one more, counted as they are sent', () => {
    const overhead = JSON.stringify({ text: '' }).length
    expect(codeOf({ text: 'x'.repeat(MAX_METADATA_BYTES - overhead) })).toBe('accepted')
    expect(codeOf({ text: 'x'.repeat(MAX_METADATA_BYTES - overhead + 1) })).toBe('too_large')
    expect(codeOf({ text: 'ü'.repeat(MAX_METADATA_BYTES / 2) })).toBe('too_large')
  })

  it('may not be nested without end', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(12)}1${'}'.repeat(12)}`)
    expect(codeOf(deep)).toBe('reserved_key')
  })
})
