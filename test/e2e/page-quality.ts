import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** The smallest telephone and a desk, by day and by night. */
export const views = [
  { width: 360, height: 740, colorScheme: 'light' },
  { width: 360, height: 740, colorScheme: 'dark' },
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
] as const

export type View = (typeof views)[number]

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Shows the same page in another size and by another light, without loading it again. */
export async function showIn(page: Page, { width, height, colorScheme }: View): Promise<void> {
  await page.setViewportSize({ width, height })
  // Transitions would be measured half way.
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
}

/**
 * What is wrong with a page as it is shown now, in words; none is good. Errors of scripts, violations of its
 * Content-Security-Policy and requests to others are what a visitor notes (visitor.ts).
 */
export async function findFaults(page: Page): Promise<string[]> {
  return [...(await findOverflow(page)), ...(await findBarriers(page))]
}

/** Content that is wider than the screen, or than what it stands in. Works with scripts switched off. */
export async function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const faults = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) faults.push('the page is ' + root.scrollWidth + ' px wide')
    for (const element of document.querySelectorAll('button, .button, a, h1, h2, p, dd, label, .badge, .tags li')) {
      const box = element.getBoundingClientRect()
      const isCut = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline'
      const isOff = box.width > 0 && (box.left < -1 || box.right > root.clientWidth + 1)
      const scrolls = element.closest('.table-frame, .tabs, .app-nav, .unseen, .skip')
      if ((isCut || isOff) && !scrolls) faults.push('text does not fit: ' + element.textContent.trim().slice(0, 60))
    }
    return faults
  })()`)
}

/** What keeps somebody out: every rule of axe-core. Evaluated from outside, which no policy of the page forbids. */
async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(`if (!window.axe) { ${axe} }`)
  const { violations } = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })')
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}
