import { describe, expect, it } from 'vitest'
import { createOutput } from '../../scripts/demo/output.ts'

function record(isTTY: boolean) {
  const written: string[] = []
  let clock = 0
  const stream = { isTTY, columns: 40, write: (text: string) => written.push(text) }
  const output = createOutput(stream, () => (clock += 500))
  return { output, text: () => written.join('') }
}

describe('output of the demo', () => {
  it('is plain lines with times where nobody watches', async () => {
    const { output, text } = record(false)
    await output.step('Deploying', async note => note('clients'))
    expect(text()).toBe('Deploying ...\n    0.5 s  clients\n    done after 1.0 s\n')
    expect(text()).not.toContain('\u001b')
  })

  it('is one line that moves on a terminal, never wider than it', async () => {
    const { output, text } = record(true)
    await output.step('Deploying', async note => note('something long '.repeat(5)))
    const lines = text().split('\r\u001b[2K')
    expect(lines.every(line => line.trimEnd().length < 40)).toBe(true)
    expect(lines.at(-1)).toMatch(/^✓ Deploying \(\d+\.\d s\)\n$/)
  })

  it('says that a step failed, and passes the failure on', async () => {
    const { output, text } = record(false)
    const failure = output.step('Deploying', async () => {
      throw new Error('no tenant')
    })
    await expect(failure).rejects.toThrow('no tenant')
    expect(text()).toContain('FAILED after')
  })
})
