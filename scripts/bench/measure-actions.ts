import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { buildActions, MAXIMUM_BUNDLE_BYTES } from '../build.ts'
import { loginEvent, loginUser, signUpEvent } from './action-events.ts'
import { type Figure, toFigure } from './figure.ts'

/** As Auth0 runs Actions. */
const node22 = fileURLToPath(new URL('../../local-tenant/runtime/node_modules/.bin/node', import.meta.url))
const loop = fileURLToPath(new URL('action-loop.mjs', import.meta.url))
const ROUNDS = 20_000

interface Loop {
  medianUs: number
  bareUs: number
  coldMs: number
  fetches: number
}

/**
 * What the built Actions cost those who do not need them: a login of somebody who is admitted, and a sign-up by an
 * administrator's own doing; on Node 22, beside an Action that does nothing. Then cold starts and sizes.
 */
export async function measureActions(runs: number): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'guestlist-bench-actions-'))
  try {
    const built = await buildActions({ gateFile: 'tenant/gate.json', tenantDirectory: directory })
    const file = (name: string) => built.find(action => action.name === name)?.file
    const admitted = { guestlist: { admitted: true } }
    const login = {
      file: file('post-login'),
      handler: 'onExecutePostLogin',
      event: loginEvent({ user: loginUser({ app_metadata: admitted }) }),
    }
    const signUp = {
      file: file('pre-user-registration'),
      handler: 'onExecutePreUserRegistration',
      event: {
        ...signUpEvent({ transaction: undefined }),
        user: { email: 'a@b.example', app_metadata: admitted },
      },
    }
    const logins: Loop[] = []
    const signUps: Loop[] = []
    for (let run = 0; run < runs; run++) {
      logins.push(await runLoop(login))
      signUps.push(await runLoop(signUp))
    }
    return [
      ordinary('post_login_ordinary', logins),
      ordinary('pre_user_registration_ordinary', signUps),
      toFigure('post_login_cold_start', 'ms', { runs: logins.map(({ coldMs }) => coldMs) }),
      toFigure('pre_user_registration_cold_start', 'ms', { runs: signUps.map(({ coldMs }) => coldMs) }),
      ...built.map(({ name, bytes }) =>
        toFigure(`${name.replaceAll('-', '_')}_bundle`, 'kB', {
          runs: [bytes / 1000],
          limits: [MAXIMUM_BUNDLE_BYTES / 1000],
        }),
      ),
    ]
  } finally {
    await rm(directory, { recursive: true })
  }
}

function ordinary(name: string, loops: readonly Loop[]): Figure {
  if (loops.some(({ fetches }) => fetches > 0)) throw new Error(`${name} used the network`)
  const runs = loops.map(({ medianUs }) => medianUs)
  return toFigure(name, 'us', { runs, limits: loops.map(({ bareUs }) => bareUs) })
}

async function runLoop(job: object): Promise<Loop> {
  const child = spawn(node22, [loop], { env: {}, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify({ ...job, rounds: ROUNDS }))
  return (await json(child.stdout)) as Loop
}
