#!/usr/bin/env node
// The program behind `guestlist` in package.json. Plain JavaScript: it brings the loader for the rest along.
import { register } from 'tsx/esm/api'

register()
const { main } = await import('./main.ts')
process.exitCode = await main(process.argv.slice(2))
