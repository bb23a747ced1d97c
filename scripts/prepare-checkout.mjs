// Installs what a fresh clone lacks, and nothing when all is there. Plain JavaScript: it runs before any package exists.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Guestlist needs Node 20.19 or later; this is ${process.versions.node}.`)
  process.exit(1)
}

// The second package holds Node 22, the version that runs Actions. It stays apart: beside the project's own
// packages its binary would replace `node` in every npm script.
for (const folder of ['.', 'local-tenant/runtime']) install(join(root, folder), folder)

function install(directory, name) {
  const lock = join(directory, 'package-lock.json')
  const installed = join(directory, 'node_modules', '.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  console.log(`Installing packages (${name}), once, about 20 seconds ...`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: directory,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) {
    console.error(`npm ci failed in ${name}. Is the npm registry reachable?`)
    process.exit(result.status ?? 1)
  }
}
