/** Where the demo tells what it is doing: a terminal gets a line that counts seconds, anything else plain lines. */
export interface Output {
  /** Shows `text` while `work` runs, then how long it took. `note` shows what is happening inside. */
  step<T>(text: string, work: (note: (text: string) => void) => Promise<T>): Promise<T>
  print(text: string): void
}

/** The part of a stream that is needed: `process.stdout` has it. */
export interface OutputStream {
  write(text: string): unknown
  isTTY?: boolean | undefined
  columns?: number
}

/** Makes an output. Colours and moving lines only on a terminal, and never when NO_COLOR is set. */
export function createOutput(stream: OutputStream, now: () => number = Date.now): Output {
  const isTerminal = stream.isTTY === true && !process.env.NO_COLOR
  return {
    print: text => void stream.write(`${text}\n`),
    async step(text, work) {
      const startedAt = now()
      const seconds = () => `${((now() - startedAt) / 1000).toFixed(1)} s`
      const line = isTerminal ? terminalLine(stream, text, seconds) : plainLine(stream, text, seconds)
      try {
        const result = await work(line.note)
        line.end('ok')
        return result
      } catch (error) {
        line.end('failed')
        throw error
      }
    },
  }
}

interface Line {
  note(text: string): void
  end(outcome: 'ok' | 'failed'): void
}

function plainLine(stream: OutputStream, text: string, seconds: () => string): Line {
  stream.write(`${text} ...\n`)
  return {
    note: note => void stream.write(`    ${seconds()}  ${note}\n`),
    end: outcome => void stream.write(`    ${outcome === 'ok' ? 'done' : 'FAILED'} after ${seconds()}\n`),
  }
}

function terminalLine(stream: OutputStream, text: string, seconds: () => string): Line {
  let latest = ''
  const draw = (mark: string) => {
    const line = `${mark} ${text} (${seconds()})${latest && `  ${latest}`}`
    stream.write(`\r\u001b[2K${line.slice(0, (stream.columns ?? 100) - 1)}`)
  }
  draw('·')
  const timer = setInterval(() => draw('·'), 200)
  return {
    note(note) {
      latest = note
      draw('·')
    },
    end(outcome) {
      clearInterval(timer)
      latest = ''
      draw(outcome === 'ok' ? '✓' : '✗')
      stream.write('\n')
    },
  }
}
