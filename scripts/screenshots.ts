import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createOutput } from './demo/output.ts'
import { assertFreePorts, parsePorts } from './demo/ports.ts'
import { startStack } from './demo/stack.ts'
import { pictures } from './demo/tour/pictures.ts'
import { createStage } from './demo/tour/stage.ts'
import { openTourBrowser } from './demo/tour/tour-browser.ts'

// `npm run screenshots [folder]`: pictures of the main pages, for the README, from a demo that is made for them.
const directory = process.env.DEMO_DIRECTORY ?? fileURLToPath(new URL('../.demo', import.meta.url))
const target = process.argv[2] ?? fileURLToPath(new URL('../docs/images', import.meta.url))
const output = createOutput(process.stdout)
const ports = parsePorts(process.env.DEMO_PORTS)

await assertFreePorts(ports)
mkdirSync(target, { recursive: true })
const stack = await startStack({ ports, directory, output, scene: 'new' })
const { browser } = await openTourBrowser(join(directory, 'browser'), true)
try {
  const stage = createStage(stack, browser)
  for (const { name, show } of pictures)
    await output.step(`${name}.png`, async () => {
      await show(stage)
      await stage.page().screenshot({ path: join(target, `${name}.png`) })
    })
  await stage.leave()
} finally {
  await browser.close()
  await stack.stop()
}
