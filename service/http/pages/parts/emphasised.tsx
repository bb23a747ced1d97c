/** Around what is to stand out. Private use characters: names and addresses of people never hold them. */
const START = '\ue000'
const END = '\ue001'

/** Marks a value that stands out in the sentence it is put into. */
export function strong(text: string): string
export function strong(text: string | undefined): string | undefined
export function strong(text: string | undefined): string | undefined {
  return text && `${START}${text}${END}`
}

/** A sentence in which the marked values stand out, wherever its language puts them, in whichever direction they run. */
export function Emphasised({ text }: { text: string }) {
  const parts = text.split(/[\ue000\ue001]/)
  return <>{parts.map((part, index) => (index % 2 === 1 ? <strong dir="auto">{part}</strong> : part))}</>
}
