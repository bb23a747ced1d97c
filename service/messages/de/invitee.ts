import type { Messages } from '../messages.ts'

const SOMEBODY = 'die Person, die Sie eingeladen hat'
const toMinutes = (minutes: number) => (minutes === 1 ? 'einer Minute' : `${minutes} Minuten`)

export const invitee: Messages['invitee'] = {
  eyebrow: 'Einladung',
  invitation: {
    title: organization => `${organization} beitreten`,
    lead: ({ inviter, organization, application }) => {
      const who = inviter ? `${inviter} hat Sie eingeladen` : 'Sie wurden eingeladen'
      return `${who}, ${organization} beizutreten${application ? ` und ${application} zu nutzen` : ''}.`
    },
    writtenBy: inviter => `Geschrieben von ${inviter ?? 'der Person, die Sie eingeladen hat'}`,
    recipient: 'Für',
    roles: 'Ihre Rollen',
    openUntil: 'Gültig bis',
    accept: 'Einladung annehmen',
    decline: 'Ablehnen',
    next: address =>
      address
        ? `Im nächsten Schritt registrieren Sie sich als ${address} oder melden sich an.`
        : 'Im nächsten Schritt melden Sie sich mit einem Code an, den wir per SMS an die eingeladene Nummer senden.',
    unexpected: 'Nicht erwartet? Schließen Sie einfach die Seite. Es passiert nichts.',
  },
  link: {
    recipient: domain => (domain ? `Alle mit einer Adresse bei ${domain}` : 'Alle mit diesem Link'),
    address: 'Ihre E-Mail-Adresse',
    rule: domain => `Nur Adressen bei ${domain}`,
    otherDomain: domain =>
      `Mit diesem Link können nur Adressen bei ${domain} beitreten. Geben Sie eine solche Adresse ein.`,
    noAddress: example =>
      `Das sieht nicht nach einer E-Mail-Adresse aus. Geben Sie eine Adresse wie ${example} ein.`,
    submit: 'Einladung zuschicken',
    note: 'Wir schicken an diese Adresse eine persönliche Einladung. Sie gilt nur einmal, eine Stunde lang und nur für diese Adresse.',
  },
  seen: {
    send: address => `Einladung an ${address} senden`,
    note: 'Mit diesem Link allein kann niemand beitreten. Die eingeladene Adresse bekommt eine Nachricht, und nur deren Link oder Code führt weiter.',
    code: {
      label: 'Code aus dieser Nachricht',
      submit: 'Mit diesem Code weiter',
      wrong:
        'Dieser Code öffnet diese Einladung nicht. Bitte prüfen Sie, ob er aus der neuesten Nachricht stammt.',
    },
    sent: {
      title: 'Sehen Sie in Ihrem Postfach nach',
      text: address =>
        `Wenn diese Einladung noch verschickt werden kann, ist eine Nachricht an ${address} unterwegs.`,
      next: 'Öffnen Sie den Link darin, oder geben Sie hier den Code ein, um in diesem Fenster weiterzumachen.',
      note: 'Nichts angekommen? Sehen Sie im Spam-Ordner nach, oder warten Sie ein paar Minuten, gehen Sie zurück und senden Sie die Einladung noch einmal.',
    },
  },
  code: {
    goThere: 'Code aus der Nachricht eingeben',
    title: 'Geben Sie Ihren Code ein',
    intro: 'Der Link funktioniert nicht? Verwenden Sie den Code darunter: zehn Buchstaben und Ziffern.',
    address: 'Ihre E-Mail-Adresse',
    addressHint: 'Die Adresse, an die die Nachricht ging',
    label: 'Code',
    hint: example => `Zehn Buchstaben und Ziffern, zum Beispiel ${example}`,
    submit: 'Einladung öffnen',
    wrong:
      'E-Mail-Adresse und Code passen nicht zusammen. Prüfen Sie beides und verwenden Sie den Code aus der neuesten Nachricht.',
    note: 'Nach fünf Fehlversuchen ist der Code ungültig. Der Link in der Nachricht gilt weiter, und jede neue Nachricht bringt einen neuen Code.',
  },
  decline: {
    title: 'Diese Einladung ablehnen?',
    text: inviter =>
      `Danach kann niemand mehr mit ihr beitreten. ${inviter ?? 'Wer Sie eingeladen hat,'} sieht, dass Sie abgelehnt haben.`,
    submit: 'Ja, ablehnen',
  },
  closed: {
    accepted: {
      title: 'Sie sind bereits beigetreten',
      text: 'Diese Einladung wurde angenommen. Melden Sie sich einfach an.',
      notYou: inviter =>
        `Das waren nicht Sie? Sagen Sie ${inviter ?? 'der Person, die Sie eingeladen hat,'} Bescheid.`,
    },
    expired: {
      title: 'Diese Einladung ist abgelaufen',
      text: 'Die Einladung ist abgelaufen, bevor sie angenommen wurde.',
      next: inviter => `Bitten Sie ${inviter ?? SOMEBODY} um eine neue.`,
      orRenew: 'Oder lassen Sie eine neue an die eingeladene Adresse schicken:',
      renew: 'Neue Einladung zuschicken',
    },
    usedUp: {
      title: 'Dieser Link ist ausgeschöpft',
      text: 'Alle Plätze sind vergeben.',
      next: inviter => `Bitten Sie ${inviter ?? SOMEBODY} um eine persönliche Einladung.`,
    },
    replaced: {
      title: 'Es gibt eine neuere Einladung',
      text: 'Dieser Link wurde ersetzt. Bitte öffnen Sie den Link in der neuesten Nachricht, die Sie bekommen haben.',
      next: inviter =>
        `Sie finden sie nicht? Bitten Sie ${inviter ?? SOMEBODY}, sie noch einmal zu schicken.`,
    },
    revoked: {
      title: 'Diese Einladung gilt nicht mehr',
      text: 'Sie wurde zurückgezogen, bevor sie angenommen wurde.',
      next: inviter => `Ein Versehen? Fragen Sie ${inviter ?? SOMEBODY}.`,
    },
    declined: {
      title: 'Diese Einladung wurde abgelehnt',
      text: 'Mit ihr kann niemand mehr beitreten.',
      next: inviter => `Anders überlegt? Bitten Sie ${inviter ?? SOMEBODY} um eine neue Einladung.`,
    },
    unknown: {
      title: 'Dieser Link funktioniert nicht',
      text: 'Möglicherweise ist er unvollständig.',
      next: 'Bitte öffnen Sie den Link in Ihrer Nachricht noch einmal, oder kopieren Sie ihn vollständig in die Adresszeile.',
    },
  },
  joined: {
    waitingTitle: 'Gleich geschafft',
    waiting: organization => `Sie sind ${organization} beigetreten. Wir richten Ihren Zugang ein.`,
    title: 'Sie sind dabei',
    granted: (organization, application) =>
      `Willkommen bei ${organization}. Gleich geht’s weiter${application ? ` zu ${application}` : ''} …`,
    late: organization =>
      `Willkommen bei ${organization}. Ihr Zugang ist gleich bereit. Sie können diese Seite schließen.`,
    goOn: application => (application ? `Weiter zu ${application}` : 'Weiter'),
    declinedTitle: 'Sie haben abgelehnt',
    declined: 'Damit kann niemand mehr beitreten.',
    declinedNext: inviter =>
      `${inviter ?? 'Wer Sie eingeladen hat,'} sieht, dass Sie abgelehnt haben, und kann Sie wieder einladen, falls Sie es sich anders überlegen.`,
  },
}

export const joining: Messages['joining'] = {
  eyebrow: 'Einladung',
  title: 'Bevor Sie beitreten',
  intro: organization =>
    `${organization} braucht diese Angaben, bevor Sie ein Konto erhalten. Es dauert nur eine Minute.`,
  terms: {
    heading: 'Nutzungsbedingungen',
    read: version => `Nutzungsbedingungen lesen (Fassung ${version})`,
    newTab: 'öffnet sich in einem neuen Tab',
    agree: organization =>
      `Ich habe die Nutzungsbedingungen von ${organization} gelesen und stimme ihnen zu.`,
    missing: 'Um beizutreten, stimmen Sie bitte den Nutzungsbedingungen zu.',
  },
  submit: 'Weiter',
  back: 'Zurück zur Einladung',
  note: 'Ihre Angaben werden in Ihr Profil übernommen, sobald Sie beigetreten sind. Bis dahin werden sie nicht verwendet.',
}

export const notices: Messages['notices'] = {
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
      invitation_required: 'Einladung erforderlich',
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
    nothingUsedUp: 'Ihre Einladung wurde nicht verwendet. Sie können sie jetzt oder später annehmen.',
  },
  notFound: {
    title: 'Diese Seite gibt es nicht',
    text: 'Sie wurden eingeladen? Bitte öffnen Sie den Link in Ihrer Einladung noch einmal.',
  },
  failure: {
    title: 'Etwas ist schiefgegangen',
    text: 'Der Fehler liegt bei uns, und Ihre Einladung wurde nicht verwendet. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
    number: requestId => `Wenn Sie um Hilfe bitten, geben Sie bitte diese Nummer an: ${requestId}`,
  },
  foreignForm: {
    title: 'Das kam nicht von einer unserer Seiten',
    text: 'Um eine Einladung anzunehmen, öffnen Sie den Link in Ihrer Nachricht und klicken auf die Schaltfläche auf der Seite.',
  },
  nothingOpen: {
    title: 'Bitte öffnen Sie Ihre Einladung noch einmal',
    text: 'Diese Seite zeigt nur eine Einladung, die vor Kurzem geöffnet wurde.',
    next: 'Bitte öffnen Sie den Link in Ihrer Nachricht noch einmal. Das geht, so oft Sie möchten.',
  },
  unreachable: {
    title: 'Bitte versuchen Sie es in ein paar Minuten noch einmal',
    text: 'Die Anmeldeseite ist gerade nicht erreichbar. Ihre Einladung wurde nicht verwendet.',
  },
  elsewhere: {
    title: 'Wir konnten nicht fortfahren',
    text: 'Diese Anmeldung wurde in einem anderen Browser oder Fenster begonnen oder ist schon abgeschlossen.',
    next: 'Schon beigetreten? Dann fahren Sie einfach fort. Wenn nicht, öffnen Sie Ihre Einladung noch einmal in dem Browser, den Sie verwenden möchten.',
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
    text: 'Sie wurden eingeladen? Öffnen Sie den Link in Ihrer Einladung, um mit dem richtigen Konto fortzufahren.',
  },
  unexplained: {
    title: 'Kein Zugang',
    text: 'Der Grund ist nicht mehr verfügbar.',
    next: 'Sie wurden eingeladen? Bitte öffnen Sie den Link in Ihrer Einladung noch einmal.',
  },
  addressTaken: {
    title: 'Sehen Sie in Ihrem Postfach nach',
    text: address =>
      `Wenn dieser Link für ${address} gilt, ist eine persönliche Einladung dorthin unterwegs.`,
    next: 'Öffnen Sie den Link in dieser Nachricht innerhalb einer Stunde, oder geben Sie den Code ein, der darin steht.',
    note: 'Nichts angekommen? Sehen Sie im Spam-Ordner nach und prüfen Sie die Adresse.',
  },
  renewalAsked: {
    title: 'Sehen Sie in Ihrem Postfach nach',
    text: 'Wenn sich diese Einladung erneuern lässt, ist eine neue Nachricht an die eingeladene Adresse unterwegs.',
    note: 'Sie können einmal am Tag eine neue anfordern. Nichts angekommen? Sehen Sie im Spam-Ordner nach, oder fragen Sie die Person, die Sie eingeladen hat.',
  },
  tooMany: {
    title: 'Zu viele Versuche',
    text: minutes =>
      `Bitte versuchen Sie es in ${toMinutes(minutes)} noch einmal. Der Link in Ihrer Nachricht funktioniert die ganze Zeit.`,
  },
  tooOften: {
    title: 'Bitte warten Sie einen Moment',
    text: minutes =>
      `Diese Schaltfläche wurde sehr oft geklickt. Öffnen Sie Ihre Einladung in ${toMinutes(minutes)} noch einmal und klicken Sie nur einmal. Ihre Einladung gilt weiter.`,
  },
  busy: {
    title: 'Bitte versuchen Sie es in ein paar Minuten noch einmal',
    text: 'Im Moment kommen sehr viele Anfragen. Es wurde nichts verschickt, und Ihr Link gilt weiter.',
  },
}
