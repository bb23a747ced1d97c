import { writeFileSync } from 'node:fs'
import { afterAll } from 'vitest'
import { REACHED } from './mark-reached.ts'

// A setup file of Vitest: what the tests of a file have reached is known when all of them are over.
afterAll(() => {
  const reached: unknown = Reflect.get(globalThis, REACHED)
  const file = process.env.GUESTLIST_REACHED_FILE
  if (file && reached instanceof Set) writeFileSync(file, JSON.stringify([...reached]))
})
