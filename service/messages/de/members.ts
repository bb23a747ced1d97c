import type { Messages } from '../messages.ts'

export const members: Messages['members'] = {
  title: 'Ihr Konto',
  skip: 'Zum Inhalt springen',
  signOut: 'Abmelden',
  signIn: {
    intro: organization =>
      `Melden Sie sich an, um zu sehen und zu ändern, was ${organization} über Sie weiß.`,
    submit: 'Anmelden',
    ended: 'Sie waren längere Zeit inaktiv und wurden abgemeldet.',
  },
  profile: {
    heading: 'Ihr Profil',
    save: 'Speichern',
    saved: 'Änderungen gespeichert.',
    unchanged: 'Keine Änderungen.',
    nothing: 'Hier gibt es nichts auszufüllen.',
    ofProvider: provider => `Kommt bei jeder Anmeldung von ${provider}. Bitte ändern Sie es dort.`,
    ofLogin: 'Damit melden Sie sich an. Es lässt sich hier nicht ändern.',
    alwaysKept: 'Pflichtfeld',
    emptyPicture: 'Leer lassen für einen Platzhalter',
    changedElsewhere: now =>
      now === ''
        ? 'Dies wurde inzwischen an anderer Stelle geleert.'
        : `Dies wurde inzwischen an anderer Stelle geändert. Es lautet jetzt: ${now}`,
    conflict:
      'Noch ist nichts gespeichert: Einiges wurde an anderer Stelle geändert, während diese Seite offen war. Speichern Sie erneut, um Ihre Eingaben zu übernehmen.',
  },
  failures: {
    busy: 'Es wurde nichts gespeichert: Im Moment ist zu viel los. Bitte versuchen Sie es in einer Minute noch einmal.',
    unknown:
      'Wir konnten nicht feststellen, ob Ihre Änderungen gespeichert wurden. Bitte öffnen Sie diese Seite in einer Minute noch einmal.',
    refused:
      'Es wurde nichts gespeichert: Die Änderung wurde abgelehnt. Bitte wenden Sie sich an die Administration.',
  },
  password: {
    heading: 'Passwort',
    intro: address => `Wir senden einen Link an ${address}, mit dem Sie ein neues Passwort wählen.`,
    submit: 'Link zusenden',
    sent: address => `Ein Link zu einem neuen Passwort ist an ${address} unterwegs. Er gilt eine Stunde.`,
    tooMany:
      'Sie haben schon mehrere Links angefordert. Bitte benutzen Sie den letzten oder versuchen Sie es in einer Stunde noch einmal.',
    failed: 'Der Link konnte nicht gesendet werden. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
    ofProvider: provider => `Sie melden sich mit ${provider} an. Bitte ändern Sie Ihr Passwort dort.`,
    none: 'Sie melden sich mit Codes an, es gibt also kein Passwort zu ändern.',
    noAddress:
      'Ihr Konto hat keine E-Mail-Adresse, an die wir einen Link senden könnten. Bitte wenden Sie sich an die Administration.',
  },
  joined: {
    heading: 'Wie Sie beigetreten sind',
    by: (inviter, date) =>
      inviter ? `Eingeladen von ${inviter}, beigetreten am ${date}` : `Beigetreten am ${date}`,
    roles: 'Erhaltene Rollen',
    noRoles: 'Keine Rollen',
    underWay: 'Einiges wird gerade noch eingerichtet.',
    terms: (version, date) => `Am ${date} haben Sie Fassung ${version} der Nutzungsbedingungen zugestimmt.`,
    nothing: 'Sie sind nicht über eine Einladung beigetreten.',
  },
  data: {
    heading: 'Ihre Daten',
    intro:
      'Eine Datei mit dem, was diese Seite zeigt: Ihr Konto, Ihr Profil, die Einladungen, die Sie angenommen haben, deren Rollen und die Nutzungsbedingungen, denen Sie zugestimmt haben.',
    download: 'Meine Daten herunterladen',
  },
  unreachable: {
    title: 'Ihr Konto ist gerade nicht erreichbar',
    text: 'Das System, das die Konten verwaltet, antwortet nicht. Es wurde nichts geändert. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
    again: 'Noch einmal versuchen',
  },
  notIn: {
    title: 'Dieses Konto ist nicht beigetreten',
    text: 'Sie sind mit einem Konto ohne Zugang angemeldet. Wenn Sie mit einer anderen Adresse eingeladen wurden, benutzen Sie bitte diese.',
    another: 'Anderes Konto verwenden',
  },
  stopped: {
    title: 'Sie sind nicht angemeldet',
    text: 'Die Anmeldung wurde nicht abgeschlossen oder in einem anderen Browser begonnen.',
    again: 'Noch einmal anmelden',
  },
  formTooOld: {
    title: 'Diese Seite war zu alt',
    text: 'Es wurde nichts geändert. Bitte öffnen Sie Ihr Konto noch einmal.',
    back: 'Konto öffnen',
  },
  mail: {
    subject: organization => `Ein neues Passwort für ${organization}`,
    intro: organization =>
      `Sie haben ein neues Passwort für Ihr Konto bei ${organization} angefordert. Wählen Sie es hier:`,
    button: 'Neues Passwort wählen',
    until: date => `Der Link funktioniert einmal, bis ${date}.`,
    unexpected:
      'Falls Sie das nicht angefordert haben, können Sie diese E-Mail einfach ignorieren. Ihr Passwort bleibt unverändert.',
  },
}
