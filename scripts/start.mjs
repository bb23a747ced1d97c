import { existsSync } from 'node:fs'

// `npm start` builds nothing: what runs is what was built, and it is there at once.
const program = new URL('../dist/service/main.js', import.meta.url)
if (!existsSync(program)) {
  console.error('The service is not built. Once, and after each update: npm run build')
  process.exit(1)
}
await import(program.href)
