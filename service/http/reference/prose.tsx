/** A text of ours with `code` in backticks and blank lines between paragraphs; nothing else is markup. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map(paragraph => (
        <p>
          <Inline text={paragraph} />
        </p>
      ))}
    </>
  )
}

/** Renders inline text. */
export function Inline({ text }: { text: string }) {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>
}
