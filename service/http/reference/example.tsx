/** Text to be read or copied as it is. */
export function Example({ title, text }: { title: string; text: string }) {
  return (
    <figure class="example">
      <figcaption>{title}</figcaption>
      <pre tabindex={0}>
        <code>{text}</code>
      </pre>
    </figure>
  )
}
