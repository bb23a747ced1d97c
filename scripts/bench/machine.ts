import { readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'

/** Where and with what figures were measured. */
export interface Machine {
  readonly machine: { cpu: string; cores: number; memoryGb: number; os: string }
  readonly versions: Record<string, string>
}

const packages = ['hono', '@hono/node-server', 'kysely', 'libsql', 'pg', 'jose', 'zod']

/** Describes this machine, without its name. */
export function describeMachine(): Machine {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  return {
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      os: `${process.platform} ${release()}`,
    },
    versions: {
      guestlist: version,
      node: process.versions.node,
      ...Object.fromEntries(packages.map(name => [name, versionOf(name)])),
    },
  }
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'))
  return String(version)
}
