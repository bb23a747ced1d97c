import { describe, expect, test } from 'vitest'
import { parseDeliveryQuery, toSearch } from '../../../../service/http/admin/webhooks/delivery-query.ts'

const nothing = { status: undefined, endpoint: undefined, after: undefined }

describe('what the address of the deliveries asks for', () => {
  test.each([
    [{ endpoint: 'a' }, { endpoint: 'a' }],
    [{ endpoint: 'a'.repeat(100) }, { endpoint: 'a'.repeat(100) }],
    [{ after: '1' }, { after: 1 }],
    [
      { status: 'failed', endpoint: 'crm', after: '7' },
      { status: 'failed', endpoint: 'crm', after: 7 },
    ],
  ])('is read from %j, and written so again', (text: Record<string, string>, asked) => {
    const query = parseDeliveryQuery(text)
    expect(query).toEqual({ ...nothing, ...asked })
    expect(parseDeliveryQuery(Object.fromEntries(new URLSearchParams(toSearch(query))))).toEqual(query)
  })

  test.each([
    {},
    { endpoint: '' },
    { endpoint: 'a'.repeat(101) },
    { status: 'nonsense' },
    { status: '' },
    { after: '0' },
    { after: '-1' },
    { after: '1.5' },
    { after: 'abc' },
    { after: '' },
    { unknown: 'x' },
  ])('is nothing in %j', (text: Record<string, string>) => {
    expect(parseDeliveryQuery(text)).toEqual(nothing)
    expect(toSearch(nothing)).toBe('?')
  })
})
