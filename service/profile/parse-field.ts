import { looksLikeAddress } from '../invitations/manage/assert-terms.ts'
import { normalisePhoneNumber } from '../invitations/model/normalise-address.ts'
import type { FieldFault } from './field-fault.ts'
import type { UserField } from './user-field.ts'

/**
 * Maximum lengths in characters
 * (https://auth0.com/docs/manage-users/user-accounts/user-profiles/user-profile-structure). The operator's own fields
 * may have what a sign-up may bring (…/metadata/metadata-fields-data, "Size limits and storage").
 */
const maxLengths: Readonly<Record<string, number>> = {
  given_name: 150,
  family_name: 150,
  name: 150,
  nickname: 350,
}
const MAX_TEXT_LENGTH = 500
const MAX_URL_LENGTH = 2048

/** Control and format characters, unassigned ones and separators of lines: a value is one visible line. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/u

/** What came of one field; an empty text is one that was left empty. */
export type ParsedField = { value: string } | { fault: FieldFault }

/** How many characters a field takes. */
export function maxLengthOf({ name, kind }: Pick<UserField, 'name' | 'kind'>): number {
  return kind === 'picture' ? MAX_URL_LENGTH : (maxLengths[name] ?? MAX_TEXT_LENGTH)
}

/** Reads what was typed into a field, and brings it into the form that is stored. */
export function parseField(field: Pick<UserField, 'name' | 'kind'>, typed: string): ParsedField {
  const text = typed.normalize('NFC').trim()
  if (text === '') return { value: '' }
  if (INVISIBLE.test(text)) return { fault: 'invisible' }
  if ([...text].length > maxLengthOf(field)) return { fault: 'too_long' }
  switch (field.kind) {
    case 'phone':
      return parsePhone(text)
    case 'picture':
      return parsePicture(text)
    case 'name':
      // Names stand in messages and lists that others read.
      return /[<>]/.test(text) || looksLikeAddress(text) ? { fault: 'looks_like_address' } : { value: text }
    case 'text':
      return { value: text }
  }
}

function parsePhone(text: string): ParsedField {
  const number = normalisePhoneNumber(text)
  return number === null ? { fault: 'not_a_phone_number' } : { value: number }
}

/** An address that is only ever kept: we never fetch it, nor does a page of ours show it. */
function parsePicture(text: string): ParsedField {
  if (!URL.canParse(text)) return { fault: 'not_a_picture' }
  const url = new URL(text)
  const isPicture = url.protocol === 'https:' && !url.username && !url.password && url.hostname.includes('.')
  if (!isPicture) return { fault: 'not_a_picture' }
  return url.href.length > MAX_URL_LENGTH ? { fault: 'too_long' } : { value: url.href }
}
