import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Figure } from './figure.ts'
import { growthChart } from './growth-chart.ts'
import type { Machine } from './machine.ts'

/** One run of the benchmarks, as it is kept. */
export interface Report extends Machine {
  readonly at: string
  readonly figures: readonly Figure[]
}

const RESULTS_FILE = 'bench/results/latest.json'
const DOCUMENT_FILE = 'docs/performance.md'
const CHART_FILE = 'docs/images/growth.svg'
/** In the document, what is between these lines is made here. */
const [BEGIN, END] = ['<!-- figures: made by `npm run bench` -->', '<!-- end of figures -->']

/** Keeps a run as JSON, and shows it in the document with a chart of how cost grows. */
export async function writeReport(report: Report): Promise<void> {
  await mkdir(dirname(RESULTS_FILE), { recursive: true })
  await writeFile(RESULTS_FILE, `${JSON.stringify(report, null, 2)}\n`)
  const text = await readFile(DOCUMENT_FILE, 'utf8')
  const [before, rest] = text.split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined)
    throw new Error(`${DOCUMENT_FILE} lacks the lines between which figures go`)
  await writeFile(DOCUMENT_FILE, `${before}${BEGIN}\n\n${toMarkdown(report)}\n\n${END}${after}`)
  const chart = growthChart(report.figures)
  if (chart) await writeFile(CHART_FILE, chart)
}

/** The run as a table for a terminal. */
export function toTable({ figures }: Report): string {
  const rows = figures.map(toCells)
  const head = ['figure', 'unit', 'median', 'min', 'max', 'limit', 'ratio']
  const widths = head.map((name, column) =>
    Math.max(...[head, ...rows].map(row => row[column]?.length ?? 0), name.length),
  )
  return [head, ...rows]
    .map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n')
}

function toMarkdown({ at, machine, versions, figures }: Report): string {
  const { cpu, cores, memoryGb, os } = machine
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    `Last run: ${at.slice(0, 10)} on ${cpu}, ${cores} cores, ${memoryGb} GB, ${os}; ${packages.join(', ')}.`,
    '',
    '| figure | unit | median | min | max | limit | ratio |',
    '|---|---|---:|---:|---:|---:|---:|',
    ...figures.map(figure => `| ${toCells(figure).join(' | ')} |`),
  ].join('\n')
}

function toCells({ name, unit, median, min, max, limit, ratio }: Figure): string[] {
  return [name, unit, ...[median, min, max, limit, ratio].map(value => (value === null ? '' : String(value)))]
}
