import type { Messages } from '../messages.ts'

const SOMEBODY = 'die Person, die Sie eingeladen hat'
const toMinutes = (minutes: number) => (minutes === 1 ? 'einer Minute' : `${minutes} Minuten`)

export const invitee: Messages['invitee'] = {
  eyebrow: 'Einladung',
  invitation: {
    title: organization => `Ihre Einladung zu ${organization}`,
    lead: ({ inviter, organization, application }) => {
      const who = inviter ? `${inviter} lädt Sie ein` : 'Sie sind eingeladen'
      return `${who}, ${organization} beizutreten${application ? ` und ${application} zu nutzen` : ''}.`
    },
    writtenBy: inviter => `Geschrieben von ${inviter ?? 'der Person, die Sie einlädt'}`,
    recipient: 'Für',
    roles: 'Ihre Rollen',
    openUntil: 'Gültig bis',
    accept: 'Einladung annehmen',
    decline: 'Ablehnen',
    next: address =>
      address
        ? `Als Nächstes registrieren Sie sich mit ${address} oder melden sich damit an.`
        : 'Als Nächstes melden Sie sich mit einem Code an, der per SMS an die eingeladene Nummer geht.',
    unexpected: 'Sie haben das nicht erwartet? Schließen Sie die Seite einfach; es passiert nichts.',
  },
  link: {
    recipient: domain => (domain ? `Alle mit einer Adresse bei ${domain}` : 'Alle, die diesen Link haben'),
    address: 'Ihre E-Mail-Adresse',
    rule: domain => `Nur Adressen bei ${domain}`,
    otherDomain: domain =>
      `Mit diesem Link sind nur Adressen bei ${domain} eingeladen. Bitte geben Sie eine solche ein.`,
    noAddress: example =>
      `Das sieht nicht nach einer E-Mail-Adresse aus. Bitte geben Sie eine ein wie ${example}.`,
    submit: 'Einladung zuschicken',
    note: 'Wir schicken an diese Adresse eine persönliche Einladung. Sie gilt einmal, eine Stunde lang und nur für diese Adresse.',
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
      title: 'Sehen Sie in Ihr Postfach',
      text: address =>
        `Wenn diese Einladung noch verschickt werden kann, ist eine Nachricht an ${address} unterwegs.`,
      next: 'Öffnen Sie den Link darin, oder geben Sie hier den Code ein, um in diesem Fenster weiterzumachen.',
      note: 'Nichts angekommen? Sehen Sie im Spam-Ordner nach, oder gehen Sie nach ein paar Minuten zurück und senden Sie sie noch einmal.',
    },
  },
  code: {
    goThere: 'Code aus der Nachricht eingeben',
    title: 'Geben Sie Ihren Code ein',
    intro:
      'Der Link in Ihrer Nachricht funktioniert nicht? Darunter steht ein Code aus zehn Buchstaben und Ziffern.',
    address: 'Ihre E-Mail-Adresse',
    addressHint: 'Die Adresse, an die die Nachricht ging',
    label: 'Code',
    hint: example => `Zehn Buchstaben und Ziffern, zum Beispiel ${example}`,
    submit: 'Einladung öffnen',
    wrong:
      'Diese Adresse und dieser Code öffnen zusammen keine Einladung. Bitte prüfen Sie beides, und ob es die neueste Nachricht ist.',
    note: 'Nach fünf falschen Versuchen gilt ein Code nicht mehr. Der Link in der Nachricht gilt weiter, und jede neue Nachricht bringt einen neuen Code.',
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
      text: 'Diese Einladung wurde angenommen. Sie brauchen sie nicht mehr: Melden Sie sich einfach an.',
      notYou: inviter =>
        `Das waren nicht Sie? Bitte sagen Sie ${inviter ?? 'der Person, die Sie eingeladen hat,'} Bescheid.`,
    },
    expired: {
      title: 'Diese Einladung ist abgelaufen',
      text: 'Die Frist ist abgelaufen, ohne dass jemand die Einladung verwendet hat.',
      next: inviter => `So geht es weiter: Bitten Sie ${inviter ?? SOMEBODY} um eine neue.`,
      orRenew: 'Oder wir schicken eine an die eingeladene Adresse und an keine andere:',
      renew: 'Neue Einladung zuschicken',
    },
    usedUp: {
      title: 'Alle Plätze sind vergeben',
      text: 'Alle, für die dieser Link gedacht war, sind bereits beigetreten.',
      next: inviter => `So geht es weiter: Bitten Sie ${inviter ?? SOMEBODY} um eine eigene Einladung.`,
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
      next: inviter => `Sie halten das für ein Versehen? Bitte fragen Sie ${inviter ?? SOMEBODY}.`,
    },
    declined: {
      title: 'Diese Einladung wurde abgelehnt',
      text: 'Mit ihr kann niemand mehr beitreten.',
      next: inviter =>
        `Sie haben es sich anders überlegt, oder das waren nicht Sie? Bitten Sie ${inviter ?? SOMEBODY} um eine neue Einladung.`,
    },
    unknown: {
      title: 'Dieser Link funktioniert nicht',
      text: 'Vielleicht wurde er unterwegs abgeschnitten.',
      next: 'Bitte öffnen Sie den Link in Ihrer Nachricht noch einmal, oder kopieren Sie ihn vollständig in die Adresszeile.',
    },
  },
  joined: {
    waitingTitle: 'Gleich geschafft',
    waiting: organization => `Sie sind ${organization} beigetreten. Wir richten Ihren Zugang ein.`,
    title: 'Sie sind dabei',
    granted: (organization, application) =>
      `Willkommen bei ${organization}. Gleich geht es weiter${application ? ` zu ${application}` : ''}.`,
    late: organization =>
      `Willkommen bei ${organization}. Ihr Zugang ist in Kürze bereit; Sie müssen hier nicht warten.`,
    goOn: application => (application ? `Weiter zu ${application}` : 'Weiter'),
    declinedTitle: 'Sie haben abgelehnt',
    declined: 'Die Einladung ist geschlossen: Mit ihr kann niemand mehr beitreten.',
    declinedNext: inviter =>
      `${inviter ?? 'Wer Sie eingeladen hat,'} sieht, dass Sie abgelehnt haben, und kann Sie wieder einladen, falls Sie es sich anders überlegen.`,
  },
}

export const joining: Messages['joining'] = {
  eyebrow: 'Einladung',
  title: 'Bevor Sie beitreten',
  intro: organization =>
    `${organization} bittet Sie darum, bevor Sie ein Konto erhalten. Es dauert nur eine Minute.`,
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
  note: 'Ihre Angaben kommen in Ihr Profil, sobald Sie beigetreten sind. Bis dahin werden sie für nichts verwendet.',
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
