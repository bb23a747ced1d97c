import { describe, expect, it } from 'vitest'
import { summariseProgress } from '../../scripts/demo/deploy-progress.ts'

const line = (text: string) => `2026-11-21T00:41:55.492Z - \u001b[32minfo\u001b[39m: ${text}`

describe('progress of a deployment', () => {
  it.each([
    ['Processing directory /tmp/tenant', 'reading tenant files'],
    ['Created [clients]: {"name":"Portal","client_id":"x"}', 'created clients: Portal'],
    ['Deployed [actions]: {"id":"1","name":"Post-Login"}', 'deployed actions: Post-Login'],
    ['Updated [triggers]: {"trigger_id":"post-login"}', 'updated triggers: post-login'],
    ['Updated [prompts]: Prompts settings and prompts custom text', 'updated prompts'],
  ])('is told in a few words: %s', (text, words) => {
    expect(summariseProgress(line(text))).toBe(words)
  })

  it.each(['Getting access token for deployer/localhost:4443', 'Import Successful'])(
    'is silent about: %s',
    text => {
      expect(summariseProgress(line(text))).toBeUndefined()
    },
  )
})
