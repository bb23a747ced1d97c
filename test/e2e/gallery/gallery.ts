import nock from 'nock'
import type { Locale } from '../../../contract/locale.ts'
import { showInvitationsOfInviters } from './administered.ts'
import { showAreas, showWayIn, webhookEnvironment } from './administration.ts'
import { showImports } from './imports.ts'
import { showInvitations } from './invitations.ts'
import { showLogIns } from './log-ins.ts'
import { joiningEnvironment, showJoining, showMembers } from './members.ts'
import { showFailure, showMistakes, showNotSetUp } from './mistakes.ts'
import { type Recorder, type ShownPage, startRecorder } from './recorder.ts'

/** One service: how it is set up, and what is done with it. */
interface Walk {
  readonly overrides?: Record<string, string | undefined>
  readonly shows: readonly ((recorder: Recorder) => Promise<void>)[]
}

const walks: readonly Walk[] = [
  { shows: [showInvitations, showLogIns, showMistakes, showReference, showFailure] },
  { overrides: joiningEnvironment, shows: [showJoining, showMembers] },
  { overrides: webhookEnvironment, shows: [showWayIn, showAreas] },
  { shows: [showInvitationsOfInviters, showImports] },
  {
    overrides: { AUTH0_ADMIN_CLIENT_ID: undefined, AUTH0_ADMIN_CLIENT_SECRET: undefined },
    shows: [showNotSetUp],
  },
]

/** Every page that the service has, in a language, each in every state that looks different. */
export interface Gallery {
  readonly pages: readonly ShownPage[]
  /** Routes that answer people: `GET /admin/invitations/:id`. */
  readonly routes: readonly string[]
  close(): Promise<void>
}

/** Walks through all of it. */
export async function openGallery(locale: Locale): Promise<Gallery> {
  const recorders: Recorder[] = []
  for (const { overrides = {}, shows } of walks) {
    const recorder = await startRecorder({ locale, overrides })
    recorders.push(recorder)
    for (const show of shows) await show(recorder)
  }
  return {
    pages: recorders.flatMap(({ pages }) => pages),
    routes: [
      ...new Set(recorders.flatMap(({ service }) => service.app.routes.filter(isForPeople).map(toName))),
    ],
    async close() {
      for (const { service } of recorders) await service.close()
      nock.cleanAll()
      nock.enableNetConnect()
    },
  }
}

async function showReference({ open, visit }: Recorder): Promise<void> {
  await visit('the reference of the API', open(), '/api')
}

interface Route {
  readonly method: string
  readonly path: string
}

const toName = ({ method, path }: Route) => `${method} ${path}`

/** Neither for programs, nor a file, nor something that is done before the page. */
function isForPeople({ method, path }: Route): boolean {
  return (
    method !== 'ALL' && (path === '/api' || !/^\/(api|actions|health|assets|openapi\.json)(\/|$)/.test(path))
  )
}
