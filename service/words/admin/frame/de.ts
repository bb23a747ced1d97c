import type { AdminFrameWords } from './words.ts'

export const de: AdminFrameWords = {
  skip: 'Zum Inhalt springen',
  navigation: 'Verwaltung',
  areas: {
    overview: 'Übersicht',
    invitations: 'Einladungen',
    invite: 'Einladen',
    imports: 'Import',
    gate: 'Einlass',
    policy: 'Regeln',
    webhooks: 'Webhooks',
    audit: 'Protokoll',
  },
  signOut: 'Abmelden',
  account: 'Angemeldet als',
  signIn: {
    title: 'Anmelden',
    intro: organization => `Laden Sie Personen zu ${organization} ein und verwalten Sie Einladungen.`,
    submit: 'Weiter zur Anmeldung',
    ended: 'Ihre Sitzung ist beendet. Es wurde nichts geändert.',
  },
  signedOut: {
    title: 'Sie sind abgemeldet',
    text: 'Ihre Sitzung ist hier und beim Anmeldedienst beendet.',
    again: 'Erneut anmelden',
  },
  noPermission: {
    title: 'Diese Seiten sind nicht für Sie freigegeben',
    signedInAs: who => `Sie sind als ${who} angemeldet. Dieses Konto darf niemanden einladen.`,
    ask: 'Bitten Sie die Person, die Ihren Auth0-Mandanten verwaltet, um die Rolle „Inviter“ oder „Invitation Administrator“, und melden Sie sich danach erneut an.',
    another: 'Anderes Konto verwenden',
  },
  notSetUp: {
    title: 'Die Verwaltung ist nicht eingerichtet',
    text: 'Der Dienst kennt keine Anwendung, mit der sich Administratoren anmelden können.',
    how: 'Spielen Sie die Dateien des Mandanten ein (sie enthalten die Anwendung „Guestlist administration“), setzen Sie AUTH0_ADMIN_CLIENT_ID und AUTH0_ADMIN_CLIENT_SECRET auf deren Zugangsdaten und starten Sie den Dienst neu.',
  },
  unreachable: {
    title: 'Bitte versuchen Sie es in einigen Minuten erneut',
    text: 'Der Mandant antwortet nicht. Deshalb lässt sich nicht feststellen, wer Sie sind und was Sie dürfen. Es wurde nichts geändert.',
    again: 'Erneut versuchen',
  },
  elsewhere: {
    title: 'Bitte melden Sie sich erneut an',
    text: 'Diese Anmeldung wurde in einem anderen Browser oder Fenster oder vor längerer Zeit begonnen, oder sie ist bereits abgeschlossen.',
  },
  stopped: {
    title: 'Sie wurden nicht angemeldet',
    text: 'Die Anmeldung wurde vor dem Abschluss abgebrochen.',
  },
  notFound: {
    title: 'Diese Seite gibt es nicht',
    text: 'Sie existiert nicht, oder Sie dürfen sie nicht sehen.',
  },
  sessionEnded: {
    title: 'Ihre Sitzung ist abgelaufen',
    text: 'Nichts ist verloren und nichts wurde geändert: Melden Sie sich in einem anderen Tab an, kommen Sie hierher zurück und senden Sie es noch einmal.',
    signIn: 'In einem anderen Tab anmelden',
    again: 'Noch einmal senden',
  },
  formTooOld: {
    title: 'Bitte senden Sie das Formular noch einmal',
    text: 'Es stammt von einer Seite einer früheren Sitzung oder nicht von uns. Es wurde nichts geändert.',
    back: 'Zurück zur Seite',
    again: 'Noch einmal senden',
  },
  notAllowed: {
    title: 'Das dürfen Sie nicht',
    text: permission =>
      `Ihrem Konto fehlt die Berechtigung ${permission}. Wenden Sie sich an die Person, die Ihren Auth0-Mandanten verwaltet.`,
  },
}
