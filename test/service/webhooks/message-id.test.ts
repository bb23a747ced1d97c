import { describe, expect, it } from 'vitest'
import { toMessageId } from '../../../service/webhooks/message-id.ts'

describe('the id of a message', () => {
  // Receivers drop what they have had by it: another version of ours must not send it all again.
  it('is the same for ever', () => {
    expect(toMessageId({ id: 1, invitation_id: 'inv_1' })).toBe('msg_jeyqJa3eaMy0fUV1iTCNU4')
  })

  it('is long enough that no two events meet, and says nothing of either', () => {
    const ids = [1, 2, 11].flatMap(id =>
      ['inv_1', 'inv_2', 'inv_1.1'].map(invitation_id => toMessageId({ id, invitation_id })),
    )
    expect(new Set(ids).size).toBe(9)
    for (const id of ids) expect(id).toMatch(/^msg_[\w-]{22}$/)
    expect(ids.join()).not.toContain('inv_')
  })
})
