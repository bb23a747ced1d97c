import type { Gate } from '../../../../contract/gate.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { GateSettings } from './gate-settings.tsx'
import { Observations, type ObservationsProps } from './observations.tsx'

interface GatePageProps extends Omit<ObservationsProps, 'locale'> {
  admin: Administrator
  gate: Gate
  /** Actions have come that were built with another one. */
  differs: boolean
}

const tones = { open: 'caution', observe: 'accent', 'invite-only': 'good' }

/** The state of the gate, what it lets pass, and what it would have refused. */
export function GatePage({ admin, gate, differs, ...observed }: GatePageProps) {
  const { locale } = admin.site
  const messages = messagesFor(locale).gate
  const mode = messages.modes[gate.mode]
  return (
    <AdminPage admin={admin} title={messages.title} area="/admin/gate">
      {differs && <p class="notice notice-bad">{messages.differs}</p>}
      <section class="panel" aria-labelledby="state">
        <h2 id="state">
          {messages.mode} <span class={`badge badge-${tones[gate.mode]}`}>{mode.name}</span>
        </h2>
        <p>{mode.text}</p>
        <GateSettings gate={gate} locale={locale} />
        <p class="note">{messages.where}</p>
      </section>
      <Observations {...observed} locale={locale} />
    </AdminPage>
  )
}
