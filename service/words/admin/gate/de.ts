import type { GateWords } from './words.ts'

export const de: GateWords = {
  title: 'Einlass',
  modes: {
    open: {
      name: 'Offen',
      text: 'Alle können beitreten, mit oder ohne Einladung.',
    },
    observe: {
      name: 'Beobachtet',
      text: 'Entscheidet über alle, weist niemanden ab und zählt, wen es getroffen hätte.',
    },
    'invite-only': {
      name: 'Nur mit Einladung',
      text: 'Wer keine Einladung hat und nicht schon da war, wird abgewiesen.',
    },
  },
  mode: 'Zustand',
  since: 'Konten von vor',
  sinceNote: 'Ältere Konten kommen ohne Einladung hinein.',
  pardoned: 'Verziehene Ablehnungen',
  pardonedBefore: before => `Ablehnungen von vor ${before}`,
  applications: 'Ausgenommene Anwendungen',
  connections: 'Ausgenommene Verbindungen',
  clientMetadata: 'Ausgenommen sind auch Anwendungen, deren Metadaten „open“ enthalten für',
  organizations: 'Vertraute Organisationen',
  social: 'Soziale Anmeldungen, die eine Adresse beweisen',
  enterprise: 'Firmenanmeldungen, die eine Adresse beweisen',
  admitByAddress: 'Registrierung nur über die Adresse, kurz nach dem Annehmen',
  entryByAddress: 'Anmeldung mit bewiesener Adresse, ohne den Link',
  yes: 'erlaubt',
  no: 'nicht erlaubt',
  none: 'keine',
  differs:
    'Die Actions im Tenant wurden mit anderen Einstellungen gebaut als diesen. Stellen Sie sie neu bereit oder starten Sie den Dienst mit derselben Datei.',
  where:
    'Diese Einstellungen stehen in einer Datei, die mit den Actions bereitgestellt wird; hier lassen sie sich nicht ändern.',
  observed: {
    title: 'Was abgewiesen worden wäre',
    note: 'Anmeldungen und Registrierungen nach Tag (UTC), solange der Einlass nur beobachtet. Dieselbe Person kann mehrfach zählen; niemand wird genannt.',
    empty: 'In diesem Zeitraum wurde nichts beobachtet.',
    perDay: 'Pro Tag',
    count: 'Anzahl',
    day: 'Tag',
    reason: 'Grund',
    door: 'Zugang',
    application: 'Anwendung',
    noApplication: 'keine',
    total: count => `Insgesamt: ${count}`,
  },
  doors: {
    sign_up: 'Registrierung',
    sign_up_by_api: 'Von Verwaltung oder API angelegt',
    log_in: 'Anmeldung',
    refresh_token: 'Refresh Token',
    password_grant: 'Password Grant',
    device: 'Gerät',
    token_exchange: 'Token-Tausch',
  },
  range: 'Zeitraum',
  days: count => `${count} Tage`,
  numbers: 'Zahlen anzeigen',
}
