import type { Child } from 'hono/jsx'

/** The numbers of a chart once more, for everybody who would rather read them. */
export interface ChartTable {
  /** Opens it: "Show the numbers". */
  readonly summary: string
  readonly columns: readonly string[]
  /** The first cell names the row. */
  readonly rows: readonly (readonly [Child, ...Child[]])[]
}

interface ChartFigureProps {
  /** The base of the ids on the page. */
  id: string
  title: string
  /** A sentence about what is counted. */
  note?: Child
  table: ChartTable
  /** The text in place of an empty chart. */
  empty: string
  isEmpty: boolean
  /** Takes both columns of the page. */
  isWide?: boolean
  children: Child
}

/** A chart with its title, and behind it a table with the same numbers. */
export function ChartFigure(props: ChartFigureProps) {
  const { id, title, note, table, empty, isEmpty, isWide = false, children } = props
  return (
    <figure class={`panel chart${isWide ? ' chart-wide' : ''}`} aria-labelledby={`${id}-heading`}>
      <figcaption>
        <h2 id={`${id}-heading`}>{title}</h2>
        {note && <p class="chart-note">{note}</p>}
      </figcaption>
      {isEmpty ? (
        <p class="chart-empty">{empty}</p>
      ) : (
        <>
          {children}
          <details class="chart-numbers">
            <summary>{table.summary}</summary>
            <NumberTable title={title} table={table} />
          </details>
        </>
      )}
    </figure>
  )
}

function NumberTable({ title, table }: { title: string; table: ChartTable }) {
  return (
    // A table that is wider than a telephone can be moved sideways, with the keyboard too.
    <section class="chart-scroll" aria-label={title} tabindex={0}>
      <table>
        <thead>
          <tr>
            {table.columns.map(name => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name, ...cells]) => (
            <tr>
              <th scope="row">{name}</th>
              {cells.map(cell => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
