/**
 * A body that is made while it is read, piece by piece. When a piece cannot be made, the connection is broken off, so
 * that nobody takes half of it for all; `noteFailure` is told why, the reader is not.
 */
export function streamText(
  pieces: AsyncGenerator<string, void>,
  noteFailure: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        noteFailure(error)
        // The cause is dropped, because the server prints it.
        controller.error(new Error('The answer was broken off.'))
      }
    },
    // Whoever has gone wants nothing more to be read.
    async cancel() {
      await pieces.return()
    },
  })
}
