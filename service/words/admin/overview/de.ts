import type { OverviewWords } from './words.ts'

export const de: OverviewWords = {
  title: 'Übersicht',
  all: 'Alle Einladungen dieses Tenants.',
  own: 'Ihre eigenen Einladungen. Wer den Tenant verwaltet, sieht alle.',
  range: 'Zeitraum',
  days: count => `${count} Tage`,
  attention: {
    title: 'Zu beachten',
    none: 'Es gibt nichts, worum Sie sich kümmern müssten.',
    reason: codes => `Grund: ${codes}`,
    atLeast: count => `${count} oder mehr`,
    unsent: {
      title: count => `Nicht versendete Einladungen: ${count}`,
      text: 'Der Mailanbieter hat sie nicht angenommen. Prüfen Sie die Adresse, und senden Sie sie noch einmal.',
    },
    mailRefused: {
      title: count => `Der Mailversand steht. Wartend: ${count}`,
      text: 'Der Anbieter nimmt von diesem Dienst keine Nachrichten an. Prüfen Sie API-Schlüssel, Absender und Guthaben.',
    },
    delayed: {
      title: count => `Verspätete Nachrichten: ${count}`,
      text: 'Sie konnten noch nicht übergeben werden; der Versand wird von selbst wiederholt.',
    },
    bounced: {
      title: count => `Zurückgekommene Nachrichten: ${count}`,
      text: 'Laut Anbieter gibt es das Postfach nicht, oder es nimmt keine Mail an. Prüfen Sie die Adresse und senden Sie erneut.',
    },
    ungranted: {
      title: count => `Beigetreten, aber nicht alles erhalten: ${count}`,
      text: 'Rollen oder Berechtigungen konnten nicht vergeben werden. Sobald der Tenant sie hat, werden sie bei der nächsten Anmeldung vergeben.',
    },
    limitOwn: {
      title: 'Ihr Kontingent für heute ist aufgebraucht',
      text: until => `Ab ${until} können Sie wieder einladen.`,
    },
    limitTenant: {
      title: 'Das Kontingent des gesamten Tenants ist für heute aufgebraucht',
      text: until => `Vor ${until} kann niemand einladen.`,
    },
    limitOthers: {
      title: count => `Einladende, deren Kontingent für heute aufgebraucht ist: ${count}`,
      text: 'Die Regeln bestimmen, wie viele Einladungen jemand am Tag senden darf.',
    },
    webhooks: {
      title: count => `In den letzten 7 Tagen aufgegebene Webhooks: ${count}`,
      text: 'Die Empfänger haben sie nicht angenommen. Senden Sie sie erneut, sobald sie es wieder tun.',
    },
    gateOpen: { title: 'Der Einlass ist offen', text: 'Alle können beitreten, mit oder ohne Einladung.' },
    gateObserves: {
      title: 'Der Einlass beobachtet nur',
      text: 'Noch wird niemand abgewiesen. Sehen Sie nach, wen es träfe, bevor Sie ihn schließen.',
    },
    setup: {
      title: 'Mit der Einrichtung von Guestlist stimmt etwas nicht',
      text: 'Wer den Dienst betreibt, kann das beheben; „npm run doctor“ prüft noch mehr.',
    },
    gateDiffers: {
      title: 'Actions und Dienst haben verschiedene Einlassregeln',
      text: 'Die Actions im Tenant wurden mit anderen Einstellungen gebaut. Stellen Sie sie neu bereit oder starten Sie den Dienst mit derselben Datei.',
    },
    unknownRoles: {
      title: 'Die Regeln nennen Rollen, die der Tenant nicht hat',
      text: 'Niemand kann sie vergeben. Berichtigen Sie die Regeldatei oder legen Sie die Rollen an.',
    },
    tenantSilent: {
      title: 'Der Tenant antwortet nicht',
      text: 'Daher konnte nicht alles geprüft werden. Die Zahlen darunter sind vollständig.',
    },
    show: 'Anzeigen',
  },
  counts: {
    invited: 'Eingeladen',
    sent: 'Versendet oder ausgehändigt',
    delivered: 'Zugestellt',
    bounced: 'Zurückgekommen',
    opened: 'Geöffnet',
    accepted: 'Angenommen',
  },
  acceptance: 'Annahme',
  overTime: {
    title: 'Einladungen im Zeitverlauf',
    perDay: 'Nach dem Tag, an dem sie erstellt wurden (UTC).',
    perWeek: 'Nach der Woche, in der sie erstellt wurden (UTC).',
  },
  day: 'Tag',
  week: 'Woche',
  funnel: {
    title: 'Von der Einladung zur Mitgliedschaft',
    note: 'Geöffnet heißt: Jemand hat „Annehmen“ gedrückt. Zustellungen zählen, soweit der Anbieter sie meldet.',
    step: 'Schritt',
  },
  notReported: 'nicht gemeldet',
  times: {
    title: 'Zeit bis zur Annahme',
    median: time => `Median: ${time}.`,
    middleHalf: (first, third) => `Die mittlere Hälfte brauchte zwischen ${first} und ${third}.`,
    under: time => `Unter ${time}`,
    over: time => `Über ${time}`,
    time: 'Dauer',
    empty: 'Niemand hat eine Einladung aus diesem Zeitraum angenommen.',
  },
  roles: {
    title: 'Nach Rolle',
    note: 'Eine Einladung mit mehreren Rollen zählt bei jeder.',
    role: 'Rolle',
    empty: 'Keine Einladung aus diesem Zeitraum vergibt eine Rolle.',
  },
  inviters: {
    title: 'Nach einladender Person',
    note: 'Die mit den meisten Einladungen.',
    inviter: 'Eingeladen von',
  },
  partOf: (part, whole) => `${part} von ${whole}`,
  numbers: 'Zahlen anzeigen',
  empty: 'Keine Einladungen in diesem Zeitraum.',
  basis: 'Persönliche Einladungen und solche, die geteilte Links versendet haben.',
}
