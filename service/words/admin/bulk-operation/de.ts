import type { BulkOperationWords } from './words.ts'

export const de: BulkOperationWords = {
  how: 'Das dauert eine Weile und läuft im Hintergrund weiter, auch wenn Sie die Seite verlassen. Was nicht mehr passt, wenn es an der Reihe ist, bleibt, wie es ist.',
  cutOff: 'Einladungen, die ab jetzt entstehen, gehören nicht dazu.',
  title: { resend: 'Erneutes Senden', extend: 'Verlängern', revoke: 'Widerrufen' },
  status: { running: 'Läuft', finished: 'Fertig', cancelled: 'Angehalten', failed: 'Abgebrochen' },
  progress: (done, total) => `${done} von ${total} durchgesehen`,
  goesOn:
    'Sie können die Seite verlassen: Es läuft weiter, und die Liste der Einladungen führt hierher zurück.',
  changed: 'Geändert',
  refused: 'Nicht geändert',
  left: 'Nicht durchgesehen',
  reasons: 'Warum einige nicht geändert wurden',
  examples: count => `Die ersten ${count} davon`,
  stop: 'Hier anhalten',
  stopHint: 'Was schon geändert ist, bleibt so.',
  failure: {
    forbidden: 'Die Berechtigung dazu wurde Ihnen entzogen. Was bis dahin geändert war, bleibt so.',
    other: 'Es ging nicht weiter. Was bis dahin geändert war, bleibt so; wiederholen Sie es für den Rest.',
  },
  recent: 'Änderungen aller Treffer in den letzten 24 Stunden',
}
