import { setTimeout as delay } from 'node:timers/promises'

/** A mail as /mailbox.json shows it. */
export interface Mail {
  to: string
  from: string
  subject: string
  html: string
  text: string
  at: string
}

/** Reads what was mailed in a local tenant; `mailbox` is the address of its page. */
export function createMailbox(mailbox: string) {
  const all = async (): Promise<Mail[]> => {
    const response = await fetch(`${mailbox}.json`)
    return (await response.json()) as Mail[]
  }
  return {
    all,
    /** The latest invitation to an address, as soon as it is there (30 s at most). */
    async invitation(to: string): Promise<Mail & { link: string }> {
      for (let waited = 0; waited < 30_000; waited += 100) {
        for (const mail of await all()) {
          const link = mail.to === to && linkIn(mail.text)
          if (link) return { ...mail, link }
        }
        await delay(100)
      }
      throw new Error('no invitation was mailed')
    },
  }
}

/** The link of an invitation in a plain-text mail. */
function linkIn(text: string): string | undefined {
  return /https?:\/\/\S+\/i\/\S+/.exec(text)?.[0]
}
