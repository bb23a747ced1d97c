import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ConfigError, parseConfig } from '../../service/runtime/config.ts'
import { makeEnvironment } from '../service/test-environment.ts'

/** The parser that the deploy CLI comes with. */
const yaml = createRequire(createRequire(import.meta.url).resolve('auth0-deploy-cli'))('js-yaml')

const variables = z.record(z.string(), z.union([z.string(), z.number()]).transform(String))
const service = z.looseObject({
  environment: variables.optional(),
  image: z.string().optional(),
  build: z.string().optional(),
  depends_on: z.unknown().optional(),
})
const compose = z
  .looseObject({
    services: z.record(z.string(), service),
    configs: z.object({ caddyfile: z.object({ content: z.string() }) }),
  })
  .parse(yaml.load(readFileSync('docker-compose.yml', 'utf8')))
const replicas = Object.entries(compose.services).filter(([, { build }]) => build !== undefined)

/** As Docker would fill it in. */
const fill = (text: string) => text.replace(/\$\{(\w+):\?[^}]*\}/g, (_, name) => `value-of-${name}`)
const own = Object.entries(replicas[0]?.[1].environment ?? {}).map(([name, text]) => [name, fill(text)])
const environment = async () => {
  const { LEDGER_FILE: _, ...env } = await makeEnvironment()
  return { ...env, ...(Object.fromEntries(own) as Record<string, string>) }
}

describe('docker-compose.yml', () => {
  it('starts two replicas that are alike, from the Dockerfile', () => {
    expect(replicas).toHaveLength(2)
    expect(replicas[0]?.[1]).toEqual(replicas[1]?.[1])
    expect(replicas[0]?.[1].build).toBe('.')
  })

  it('gives them a configuration that they start with, on PostgreSQL', async () => {
    const { ledger, port, proxyHops } = await parseConfig(await environment())
    expect({ ledger, port, proxyHops }).toEqual({
      ledger: {
        engine: 'postgres',
        url: 'postgres://guestlist:value-of-POSTGRES_PASSWORD@database:5432/guestlist?sslmode=disable',
        poolSize: 10,
      },
      port: 3000,
      proxyHops: 1,
    })
  })

  it.each(own.map(([name]) => String(name)))('sets %s, which the service knows', async name => {
    const error = await parseConfig({ ...(await environment()), [name]: '##placeholder##' }).catch(
      (error: unknown) => error,
    )
    expect(error instanceof ConfigError && error.faults.map(fault => fault.name)).toEqual([name])
  })

  it('makes the very database that they are sent to', () => {
    const database = compose.services.database?.environment ?? {}
    const [, text = ''] = own.find(([name]) => name === 'DATABASE_URL') ?? []
    const url = new URL(text)
    expect(url).toMatchObject({ hostname: 'database', username: database.POSTGRES_USER })
    expect(url.pathname).toBe(`/${database.POSTGRES_DB}`)
  })

  it('sends requests to both of them, while they are ready', () => {
    const { content } = compose.configs.caddyfile
    const upstreams = replicas.map(([name, { environment }]) => `${name}:${environment?.PORT}`)
    expect(content).toContain(`reverse_proxy ${upstreams.join(' ')} {`)
    expect(content).toContain('health_uri /health/ready')
    expect(compose.services.proxy?.depends_on).toEqual(replicas.map(([name]) => name))
  })

  it('sends to the image all that the service is built of', { timeout: 30_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'guestlist-image-'))
    try {
      for (const name of readFileSync('.dockerignore', 'utf8').match(/(?<=^!).+/gm) ?? [])
        cpSync(name, join(folder, name), { recursive: true })
      symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
      execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { cwd: folder })
      const [, program] = /^CMD \["node", "\/app\/(.+)"\]$/m.exec(readFileSync('Dockerfile', 'utf8')) ?? []
      expect(existsSync(join(folder, String(program)))).toBe(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
