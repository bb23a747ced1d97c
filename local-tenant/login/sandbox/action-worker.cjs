'use strict'
/**
 * Runs one deployed version of one Action, in a worker of its own. Plain CommonJS, so that it starts without a loader.
 * The code is loaded once and its module state is reused by later executions, as on Node 22
 * (https://auth0.com/docs/customize/actions/migrate/migrate-nodejs-22).
 */
const { AsyncLocalStorage } = require('node:async_hooks')
const { isBuiltin } = require('node:module')
const { format } = require('node:util')
const { compileFunction } = require('node:vm')
const { parentPort, workerData } = require('node:worker_threads')
const { createApi } = require('./action-api.cjs')

/** Lines printed by the execution that is under way; several can be, in one worker. */
const output = new AsyncLocalStorage()
const print = (...values) => output.getStore()?.push(format(...values))
const actionConsole = Object.fromEntries(Object.keys(console).map(name => [name, print]))

/** Auth0 installs the npm packages that an Action lists; this stand-in has none. */
function requireBuiltin(name) {
  if (isBuiltin(name)) return require(name)
  throw new Error(`Cannot find module '${name}': the local tenant has Node's own modules only`)
}

let loaded
function load() {
  if (!loaded) {
    const module = { exports: {} }
    const parameters = ['module', 'exports', 'require', 'console']
    const run = compileFunction(workerData.code, parameters, { filename: `${workerData.name}.js` })
    run(module, module.exports, requireBuiltin, actionConsole)
    loaded = module
  }
  return loaded.exports
}

async function execute(task) {
  const lines = []
  const { api, calls, cache } = createApi(task)
  const result = error => ({
    id: task.id,
    // Recorded here, applied by the tenant and only when the Action did not throw.
    calls: error === undefined ? calls : [],
    metadata: task.event.transaction?.metadata ?? {},
    cache: Object.fromEntries(cache),
    output: lines.join('\n'),
    error,
  })
  return await output.run(lines, async () => {
    try {
      const handler = load()[task.handler]
      if (typeof handler !== 'function') throw new Error(`The Action exports no ${task.handler}`)
      await handler(task.event, api)
      return result()
    } catch (error) {
      return result(error instanceof Error ? error.message : String(error))
    }
  })
}

parentPort.on('message', async task => {
  parentPort.postMessage(await execute(task))
})
