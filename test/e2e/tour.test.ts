import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../../scripts/browser/launch-browser.ts'
import { createOutput } from '../../scripts/demo/output.ts'
import { type Stack, startStack } from '../../scripts/demo/stack.ts'
import { moments } from '../../scripts/demo/tour/moments.ts'
import { playTour } from '../../scripts/demo/tour/play-tour.ts'
import { createStage, type Stage } from '../../scripts/demo/tour/stage.ts'
import { findFaults, showIn, views } from './page-quality.ts'

let stack: Stack
let browser: Browser
let stage: Stage
let directory: string

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'guestlist-tour-'))
  const output = createOutput({ write: () => undefined })
  const run = inject('directory')
  const starting = startStack({ ports: inject('ports'), directory: run, output, scene: 'new' })
  browser = await launchBrowser(join(run, 'browser'))
  stack = await starting
  stage = createStage(stack, browser)
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
  rmSync(directory, { recursive: true, force: true })
})

/** What a link of the demo shows, by its state. */
const headings: Record<string, string> = {
  pending: 'Join Acme',
  'pending, Google': 'Join Acme',
  'pending, in German': 'Acme beitreten',
  'pending, in Japanese': 'Acmeへの招待',
  'by code': 'Enter your code',
  'link shown': 'Join Acme',
  'domain link': 'Join Acme',
  '42 of 100': 'Join Acme',
  revoked: 'This invitation is no longer valid',
  replaced: 'There’s a newer invitation',
  'used up, shared': 'This link is full',
  used: 'You’ve already joined',
  expired: 'This invitation has expired',
  declined: 'This invitation was declined',
}

describe('the demo', () => {
  it('lists people and a link in every state on one page, and each shows what it says', async () => {
    const page = await stage.enter()
    await page.goto(`${stack.urls.portal}/demo`)
    expect(await page.locator('.link').count()).toBe(Object.keys(headings).length)
    const codes = await page.locator('code').allTextContents()
    expect(codes).toEqual(stage.scene.personas.flatMap(({ email, password }) => [email, password]))
    const shown: Record<string, string> = {}
    for (const { state, link } of stage.scene.links) {
      await page.goto(link)
      shown[state] = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    }
    expect(shown).toEqual(headings)
  })
})

describe('the pages of the sample applications', () => {
  it('are for everybody, by day and by night', async () => {
    const page = await stage.enter()
    const { portal, funnel } = stack.urls
    const faults: string[] = []
    for (const address of [`${portal}/demo`, portal, funnel]) {
      await page.goto(address)
      for (const view of [views[0], views[3]]) {
        await showIn(page, view)
        faults.push(...(await findFaults(page)).map(fault => `${address}, ${view.colorScheme}: ${fault}`))
      }
    }
    expect(faults).toEqual([])
  })
})

describe('the tour', () => {
  it('plays ten moments as their captions say, without a fault of any page, with a picture of each', {
    timeout: 90_000,
  }, async () => {
    const lines: string[] = []
    const print = (text: string) => void lines.push(text)
    const pictures = await playTour(stage, moments, { directory, print, pauseMs: 0 })
    expect(stage.problems()).toEqual([])
    expect(pictures).toHaveLength(10)
    for (const picture of pictures) expect(statSync(picture).size).toBeGreaterThan(5_000)
    for (const { caption } of moments) expect(lines.join('\n')).toContain(caption)
  })
})
