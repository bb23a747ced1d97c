import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { renderGuide } from './demo/guide.ts'
import { createOutput } from './demo/output.ts'
import { assertFreePorts, PortError, parsePorts } from './demo/ports.ts'
import { type Stack, startStack } from './demo/stack.ts'
import { createStopSignal } from './demo/stop-signal.ts'
import { runTour } from './demo/tour/run-tour.ts'

// `npm run demo [-- --fresh]`: everything on this machine, until Ctrl-C; `-- --tour [--headless]`: ten moments of it in
// a browser. DEMO_PORTS moves ports, DEMO_DIRECTORY files.
const directory = process.env.DEMO_DIRECTORY ?? fileURLToPath(new URL('../.demo', import.meta.url))
const factsFile = join(directory, 'demo.json')
const output = createOutput(process.stdout)
const stopSignal = createStopSignal()

try {
  process.exitCode = await run()
} catch (error) {
  console.error(error instanceof PortError ? error.message : error)
  process.exitCode = 1
}
// Whatever still hangs on is ours; children follow when this process ends.
process.exit()

async function run(): Promise<number> {
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({ options: { fresh: flag, tour: flag, headless: flag } })
  const ports = parsePorts(process.env.DEMO_PORTS)
  await assertFreePorts(ports)
  rmSync(factsFile, { force: true })
  const stack = await Promise.race([
    // The tour's captions are about people who have not done anything else.
    startStack({ ports, directory, fresh: values.fresh, output, scene: values.tour ? 'new' : 'kept' }),
    stopSignal.then(() => undefined),
  ])
  if (!stack) return 130
  try {
    if (values.tour) return await tour(stack, values.headless)
    writeFacts(stack)
    output.print(renderGuide(stack))
    output.print('demo ready')
    const reason = await Promise.race([stack.broken, stopSignal.then(() => undefined)])
    output.print(reason ? `\n${reason} Stopping the rest. Its output: ${directory}` : '\nStopping ...')
    return reason ? 1 : 0
  } finally {
    rmSync(factsFile, { force: true })
    await stack.stop()
  }
}

async function tour(stack: Stack, headless: boolean): Promise<number> {
  const playing = runTour(stack, { directory, output, headless }).then(() => 0)
  return await Promise.race([playing, stack.broken.then(() => 1), stopSignal.then(() => 130)])
}

/** For scripts; holds secrets of this machine's tenant. */
function writeFacts({ urls, administrator, api }: Stack): void {
  const facts = {
    service: urls.service,
    tenant: urls.tenant,
    mailbox: urls.mailbox,
    application: urls.portal,
    admin: administrator,
    api,
  }
  writeFileSync(factsFile, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
}
