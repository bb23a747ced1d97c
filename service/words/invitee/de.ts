import type { InviteeWords } from './words.ts'

const SOMEBODY = 'die Person, die Sie eingeladen hat'

export const de: InviteeWords = {
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
