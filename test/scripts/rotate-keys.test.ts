import { spawnSync } from 'node:child_process'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { signHandoffToken, verifyHandoffToken } from '../../contract/handoff-token.ts'
import { parseVerificationKeys } from '../../contract/keys.ts'
import { signLinkToken, verifyLinkToken } from '../../contract/link-token.ts'
import { planRotation, type Rotation, rotations } from '../../scripts/keys/plan-rotation.ts'
import { describeRotation, generateKeys, toEnvLines } from '../../scripts/keys.ts'
import { createKeys } from '../../service/base/keys.ts'
import { parseSecrets } from '../../service/base/setting.ts'
import { createInvitationCodes } from '../../service/invitations/accept/invitation-code.ts'
import { createSealer } from '../../service/sign-in/sealed-cookie.ts'

type Environment = Record<string, string>
/** What the service and the Actions are given between two steps. */
interface Stage {
  service: Environment
  deployment: Environment
}

const kind = { purpose: 'test', content: z.object({ a: z.number() }), ttlSeconds: 60 }
const now = new Date('2026-12-01T09:00:00Z')
const scope = { issuer: 'https://guestlist.example', audience: 'acme.eu.auth0.com' }
const invitation = {
  invitationId: 'inv_1',
  generation: 1,
  issuedAt: now,
  expiresAt: new Date(now.getTime() + 60_000),
}

/** The printed lines, as an operator puts them into either environment: nothing is taken from inside the program. */
function apply(text: string, from: Stage): Stage[] {
  return text.split('\n\n').map(step => {
    const [service = '', deployment = ''] = step.split(/(?=# For the deployment, then)/)
    Object.assign(from.service, parseEnv(service))
    Object.assign(from.deployment, parseEnv(deployment))
    for (const [, name = ''] of service.matchAll(/take (\w+) out/g)) delete from.service[name]
    return structuredClone(from)
  })
}

async function rotate(rotation: Rotation, from?: Stage): Promise<Stage[]> {
  const made = await generateKeys()
  const first = from ?? { service: { ...made.service }, deployment: { ...made.deployment } }
  const steps = await planRotation(rotation, first.service, await generateKeys())
  return [structuredClone(first), ...apply(describeRotation(steps), structuredClone(first))]
}

const keysOf = ({ service }: Stage) =>
  createKeys({
    linkKeys: { signing: service.LINK_SIGNING_KEY ?? '', verification: service.LINK_VERIFICATION_KEYS },
    handoffKeys: {
      signing: service.HANDOFF_SIGNING_KEY ?? '',
      verification: service.HANDOFF_VERIFICATION_KEYS,
    },
  })

/** Does what a service at one stage makes count at another, for everything that is rotated? */
const counts: Record<Rotation, (made: Stage, read: Stage) => Promise<boolean>> = {
  async link(made, read) {
    const token = await signLinkToken(invitation, scope, (await keysOf(made)).link.signing)
    return await isVerified(verifyLinkToken(token, scope, (await keysOf(read)).link.verification))
  },
  async handoff(made, read) {
    const { signing } = (await keysOf(made)).handoff
    const token = await signHandoffToken({ id: 'a'.repeat(22), expiresAt: invitation.expiresAt }, signing)
    const actions = await parseVerificationKeys(read.deployment.GUESTLIST_HANDOFF_KEYS ?? '')
    const { verification } = (await keysOf(read)).handoff
    return (
      (await isVerified(verifyHandoffToken(token, actions, now))) &&
      (await isVerified(verifyHandoffToken(token, verification, now)))
    )
  },
  async action(made, read) {
    const { GUESTLIST_ACTION_KEY: key = '' } = made.deployment
    return parseSecrets(read.service.ACTION_KEYS ?? '')?.includes(key) === true
  },
  async cookie(made, read) {
    const secrets = (stage: Stage) => parseSecrets(stage.service.COOKIE_SECRETS ?? '') ?? []
    const sealer = (stage: Stage) => createSealer({ secrets: secrets(stage), now: () => now.getTime() })
    const codes = (stage: Stage) => createInvitationCodes({ secrets: secrets(stage) })
    const sealed = await sealer(made).seal(kind, { a: 1 })
    const isOpened = (await sealer(read).open(kind, sealed)) !== undefined
    const code = codes(made).codeFor(invitation).replace('-', '')
    return isOpened && codes(read).matches(invitation, code)
  },
}

const isVerified = (verifying: Promise<unknown>) =>
  verifying.then(
    () => true,
    () => false,
  )

describe('npm run keys -- --rotate', () => {
  it.each(rotations)(
    '%s: at each step, what the step before made counts, and the other way round',
    async rotation => {
      const stages = await rotate(rotation)
      expect(stages).toHaveLength(4)
      for (const [index, stage] of stages.entries()) {
        const before = stages[index - 1] ?? stage
        expect([index, await counts[rotation](before, stage)]).toEqual([index, true])
        expect([index, await counts[rotation](stage, before)]).toEqual([index, true])
      }
    },
  )

  it.each(rotations)(
    '%s: in the end the old one counts no more, and another rotation can begin',
    async rotation => {
      const stages = await rotate(rotation)
      const [first, last] = [stages[0], stages[3]]
      if (!first || !last) throw new Error('no stages')
      expect(await counts[rotation](first, last)).toBe(false)
      expect(await counts[rotation](last, last)).toBe(true)
      const again = await rotate(rotation, last)
      expect(await counts[rotation](last, again[3] ?? last)).toBe(false)
    },
  )

  it('link: keys of earlier rotations go on counting until they are taken out', async () => {
    const [first, , second] = await rotate('link')
    if (!first || !second) throw new Error('no stages')
    const [, , next] = await rotate('link', second)
    expect(await counts.link(first, next ?? first)).toBe(true)
  })

  it('handoff: gives the Actions nothing private', async () => {
    for (const { deployment } of await rotate('handoff'))
      expect(deployment.GUESTLIST_HANDOFF_KEYS).not.toContain('"d"')
  })

  it.each([
    ['link', { LINK_SIGNING_KEY: undefined }, 'LINK_SIGNING_KEY is not there'],
    [
      'handoff',
      { HANDOFF_SIGNING_KEY: '{}' },
      'HANDOFF_SIGNING_KEY or HANDOFF_VERIFICATION_KEYS cannot be read',
    ],
    ['action', { ACTION_KEYS: `${'a'.repeat(32)},${'b'.repeat(32)}` }, 'ACTION_KEYS has two secrets'],
    ['cookie', { COOKIE_SECRETS: 'short' }, 'COOKIE_SECRETS is not what the service takes'],
  ] as const)('%s: says in one sentence what it cannot begin with', async (rotation, changes, sentence) => {
    const fresh = await generateKeys()
    const current = Object.assign({}, fresh.service, changes)
    await expect(planRotation(rotation, current, fresh)).rejects.toThrow(sentence)
  })

  it('is a command: lines for both sides, and a sentence with exit code 1 for a word that it does not know', async () => {
    const { service } = await generateKeys()
    const run = (word: string) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'scripts/keys.ts', '--rotate', word], {
        env: Object.assign({ PATH: process.env.PATH ?? '', GUESTLIST_SECRETS_DIR: '/nowhere' }, service),
        encoding: 'utf8',
      })
    const { status, stdout } = run('handoff')
    expect(status).toBe(0)
    expect(stdout).toContain("GUESTLIST_HANDOFF_KEYS='")
    expect(stdout).toContain("HANDOFF_SIGNING_KEY='")
    const wrong = run('locks')
    expect([wrong.status, wrong.stdout, wrong.stderr]).toEqual([
      1,
      '',
      'Say what to rotate: --rotate link | handoff | action | cookie\n',
    ])
  }, 60_000)

  it('has lines that come back from a file as they were', async () => {
    const { service } = await generateKeys()
    expect(parseEnv(toEnvLines(service))).toEqual(service)
  })
})
