import type { NoticeWords } from './words.ts'

const toMinutes = (minutes: number) => (minutes === 1 ? 'einer Minute' : `${minutes} Minuten`)

export const de: NoticeWords = {
  ways: {
    tryAgain: 'Noch einmal versuchen',
    toInvitation: 'Zurück zur Einladung',
    openAgain: 'Einladung noch einmal öffnen',
    anotherAccount: 'Anderes Konto verwenden',
    toApplication: 'Zurück zur Anwendung',
    withoutInvitation: 'Ohne die Einladung fortfahren',
    anotherAddress: 'Andere Adresse verwenden',
    signUpAgain: 'Noch einmal registrieren',
    logInAgain: 'Noch einmal anmelden',
  },
  refusal: {
    titles: {
      invitation_required: 'Nur mit Einladung',
      open_invitation: 'Bitte öffnen Sie Ihre Einladung',
      address_mismatch: 'Sie verwenden ein anderes Konto',
      account_unproven: 'Bitte bestätigen Sie zuerst Ihre Adresse',
      account_removed: 'Bitte registrieren Sie sich noch einmal',
      account_needs_person: 'Ihr Konto muss erst geprüft werden',
      login_outdated: 'Bitte melden Sie sich noch einmal an',
      fresh_login_required: 'Bitte melden Sie sich neu an',
      account_check_pending: 'Gleich geschafft',
      connection_mismatch: 'Bitte melden Sie sich auf einem anderen Weg an',
      handoff_expired: 'Das hat etwas zu lange gedauert',
      invitation_replaced: 'Es gibt eine neuere Einladung',
      invitation_expired: 'Diese Einladung ist abgelaufen',
      invitation_revoked: 'Diese Einladung gilt nicht mehr',
      invitation_declined: 'Diese Einladung wurde abgelehnt',
      invitation_used: 'Diese Einladung wurde schon verwendet',
      inviter_not_allowed: 'Diese Einladung kann nicht mehr verwendet werden',
      account_exists: 'Sie haben schon ein Konto',
      service_unavailable: 'Bitte versuchen Sie es in ein paar Minuten noch einmal',
      gate_misconfigured: 'Bitte versuchen Sie es in ein paar Minuten noch einmal',
      event_unreadable: 'Bitte versuchen Sie es in ein paar Minuten noch einmal',
    },
    signedInAs: 'Sie sind angemeldet als',
    isFor: 'Die Einladung ist für',
    nothingUsedUp: 'Ihre Einladung ist noch unbenutzt: Sie können sie weiterhin annehmen, jetzt oder später.',
  },
  notFound: {
    title: 'Diese Seite gibt es nicht',
    text: 'Sie wurden eingeladen? Bitte öffnen Sie den Link in Ihrer Einladung noch einmal.',
  },
  failure: {
    title: 'Etwas ist schiefgegangen',
    text: 'Der Fehler liegt bei uns, und es ist nichts verloren. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
    number: requestId =>
      `Wenn Sie um Hilfe bitten, nennen Sie bitte diese Nummer; sie zeigt, was passiert ist: ${requestId}`,
  },
  foreignForm: {
    title: 'Das kam nicht von einer unserer Seiten',
    text: 'Um eine Einladung anzunehmen, öffnen Sie den Link in Ihrer Nachricht und benutzen die Schaltfläche auf der Seite.',
  },
  nothingOpen: {
    title: 'Bitte öffnen Sie Ihre Einladung noch einmal',
    text: 'Diese Seite zeigt nur eine Einladung, die vor Kurzem geöffnet wurde.',
    next: 'Bitte öffnen Sie den Link in Ihrer Nachricht noch einmal. Das geht, so oft Sie möchten.',
  },
  unreachable: {
    title: 'Bitte versuchen Sie es in ein paar Minuten noch einmal',
    text: 'Wir erreichen die Anmeldung gerade nicht. Ihre Einladung bleibt gültig.',
  },
  elsewhere: {
    title: 'Hier geht es leider nicht weiter',
    text: 'Diese Seite schließt eine Anmeldung ab, die in einem anderen Browser oder Fenster begonnen hat oder schon abgeschlossen ist.',
    next: 'Wenn Sie schon beigetreten sind, fahren Sie einfach fort. Wenn nicht, öffnen Sie bitte den Link in Ihrer Einladung in dem Browser, den Sie verwenden möchten.',
  },
  stopped: {
    title: 'Sie wurden nicht angemeldet',
    text: 'Die Anmeldung wurde abgebrochen, bevor sie fertig war.',
  },
  notJoined: {
    title: 'Ihre Einladung wurde nicht verwendet',
    text: 'Sie sind angemeldet, aber Ihre Einladung wurde mit dieser Anmeldung nicht angenommen.',
    next: 'Bitte öffnen Sie Ihre Einladung und nehmen Sie sie noch einmal an.',
  },
  signedOut: {
    title: 'Sie sind abgemeldet',
    text: 'Sie wurden eingeladen? Öffnen Sie den Link in Ihrer Einladung, um mit dem Konto fortzufahren, für das sie gilt.',
  },
  unexplained: {
    title: 'Sie haben keinen Zugang erhalten',
    text: 'Der Grund ist uns nicht mehr bekannt.',
    next: 'Sie wurden eingeladen? Bitte öffnen Sie den Link in Ihrer Einladung noch einmal.',
  },
  addressTaken: {
    title: 'Sehen Sie in Ihrem Postfach nach',
    text: address =>
      `Wenn dieser Link für ${address} gilt, ist eine persönliche Einladung dorthin unterwegs.`,
    next: 'Öffnen Sie den Link in dieser Nachricht innerhalb einer Stunde, oder geben Sie den Code ein, der darin steht.',
    note: 'Nach ein paar Minuten ist nichts da? Sehen Sie im Spam-Ordner nach, und prüfen Sie die Adresse.',
  },
  renewalAsked: {
    title: 'Sehen Sie in Ihrem Postfach nach',
    text: 'Wenn sich diese Einladung erneuern lässt, ist eine neue Nachricht an die eingeladene Adresse unterwegs.',
    note: 'Eine neue gibt es einmal am Tag. Nach ein paar Minuten ist nichts da? Sehen Sie im Spam-Ordner nach, oder fragen Sie die Person, die Sie eingeladen hat.',
  },
  tooMany: {
    title: 'Zu viele Versuche',
    text: minutes =>
      `Bitte versuchen Sie es in ${toMinutes(minutes)} noch einmal. Der Link in Ihrer Nachricht funktioniert die ganze Zeit.`,
  },
  tooOften: {
    title: 'Bitte warten Sie einen Moment',
    text: minutes =>
      `Dieser Knopf wurde sehr oft gedrückt. Öffnen Sie Ihre Einladung in ${toMinutes(minutes)} noch einmal und drücken Sie ihn einmal. Es ist nichts verloren.`,
  },
  busy: {
    title: 'Bitte versuchen Sie es in ein paar Minuten noch einmal',
    text: 'Im Moment kommen sehr viele Anfragen. Es wurde nichts verschickt, und Ihr Link bleibt, wie er ist.',
  },
}
