import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Control } from '../../local-tenant/control/control.ts'
import { type LocalTenant, startLocalTenant } from '../../local-tenant/start-local-tenant.ts'
import {
  apiAudience,
  type DeployedTenant,
  type DeploymentOptions,
  deploy,
  prepareTenant,
  readDeployment,
} from './deployed-tenant.ts'
import { createManagementClient, type ManagementClient } from './management-client.ts'
import type { Output } from './output.ts'
import { writePolicy } from './policy-file.ts'
import type { Ports } from './ports.ts'
import { startSamples } from './sample-servers.ts'
import { type OpenedScene, openScene } from './scene/open-scene.ts'
import type { DemoScene } from './scene/scene.ts'
import { toSceneEnvironment } from './scene/scene-environment.ts'
import { toServiceEnvironment } from './service-environment.ts'
import { createServiceProcess, type ServiceProcess } from './service-process.ts'
import { type Credentials, credentialsOf } from './tenant-client.ts'
import { toUrls, type Urls } from './urls.ts'

export interface StackOptions {
  ports: Ports
  /** For everything that is written; the deployment is kept here. */
  directory: string
  /** Deploys even if a kept deployment would do, and makes the scene anew. */
  fresh?: boolean
  /** With people, weeks of history and links in every state (scene/); `kept`: as the last demo left them. */
  scene?: 'kept' | 'new'
  output: Output
}

/** Local tenant, service and both applications, running. */
export interface Stack {
  urls: Urls
  control: Control
  /** The Management API, as the client that deploys. */
  management: ManagementClient
  service: ServiceProcess
  administrator: DeployedTenant['administrator']
  /** A machine client that may create and read invitations and grant any role. */
  api: { token_url: string; client_id: string; client_secret: string; audience: string }
  /** Credentials of an application by name. */
  application(name: string): Credentials
  /** What the tenant's process printed; console output of Actions included. */
  tenantOutput(): string
  /** Who is there and what to open, where it was asked for. */
  scene?: DemoScene
  /** Resolves when a part ends that nobody stopped, with which and why. */
  broken: Promise<string>
  /** The tenant as just deployed, an empty ledger, an empty mailbox; the service is started again. */
  reset(): Promise<void>
  stop(): Promise<void>
}

/** Starts everything; what has started is stopped again when a part fails. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { directory, output, ports } = options
  const urls = toUrls(ports)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const stopPart of stops.splice(0).reverse()) await stopPart()
  }
  try {
    const deployment = { directory, ports, urls, output }
    const hash = await output.step('Building the Actions', () => prepareTenant(deployment))
    const localTenant = await output.step('Starting the local tenant', () => startTenant(options))
    stops.push(() => localTenant.stop())
    const deployed = await deployOnce(localTenant, deployment, hash, options.fresh ?? false)
    const broken = createSignal<string>()
    void localTenant.ended.then(reason => broken.raise(`The local tenant ended (${reason}).`))
    const onEnd = broken.raise
    const service = makeService(deployed, localTenant, {
      directory,
      urls,
      onEnd,
      withScene: Boolean(options.scene),
    })
    const scene = await prepareLedger(options, { deployed, localTenant, urls, service })
    if (scene) stops.push(() => scene.keep())
    await output.step('Starting the service', () => service.start())
    stops.push(() => service.stop())
    const samples = await output.step('Starting Portal and Funnel', () =>
      startSamples(deployed, urls, scene?.board),
    )
    stops.push(() => samples.stop())
    const stack = toStack({ localTenant, deployed, urls, service, broken: broken.raised, stop })
    await scene?.complete(stack)
    return { ...stack, ...scene?.board }
  } catch (error) {
    await stop()
    throw error
  }
}

function startTenant({ directory, ports }: StackOptions): Promise<LocalTenant> {
  const folder = join(directory, 'local-tenant')
  // The tenant starts from what was deployed, not from what the last run did to it.
  rmSync(join(folder, 'state.json'), { force: true })
  return startLocalTenant({ directory: folder, httpsPort: ports.tenant, httpPort: ports.login })
}

async function deployOnce(
  localTenant: LocalTenant,
  options: DeploymentOptions,
  hash: string,
  isFresh: boolean,
): Promise<DeployedTenant> {
  const kept = isFresh ? undefined : readDeployment(options.directory, hash)
  if (!kept)
    return await options.output.step(
      'Deploying tenant/ with a0deploy import (takes 30 to 60 s, once: the outcome is kept)',
      note => deploy(localTenant, options, hash, note),
    )
  await options.output.step('Restoring the deployed tenant', () => localTenant.control.restore(kept.state))
  return kept
}

/** An empty ledger, or one with a past. */
async function prepareLedger(
  { directory, output, scene }: StackOptions,
  parts: { deployed: DeployedTenant; localTenant: LocalTenant; urls: Urls; service: ServiceProcess },
): Promise<OpenedScene | undefined> {
  const { forgetLedger, ledgerFile } = parts.service
  if (scene) return openScene({ ...parts, directory, output, scene, forgetLedger, ledgerFile })
  forgetLedger()
  return undefined
}

function makeService(
  deployed: DeployedTenant,
  { caFile }: LocalTenant,
  options: { directory: string; urls: Urls; onEnd: (reason: string) => void; withScene: boolean },
): ServiceProcess {
  const { directory, urls, onEnd, withScene } = options
  const ledgerFile = join(directory, 'guestlist.db')
  const policyFile = writePolicy(directory, deployed)
  // The one that was deployed: the demo lays its own settings over the project's.
  const gateFile = join(directory, 'tenant', 'gate.json')
  return createServiceProcess({
    environment: {
      ...toServiceEnvironment({ deployed, urls, caFile, ledgerFile, gateFile, policyFile }),
      ...(withScene && toSceneEnvironment(urls)),
    },
    url: urls.service,
    ledgerFile,
    directory,
    onUnexpectedEnd: reason => onEnd(`The service ended (${reason}).`),
  })
}

interface StackParts extends Pick<Stack, 'urls' | 'service' | 'broken' | 'stop'> {
  localTenant: LocalTenant
  deployed: DeployedTenant
}

function toStack({ localTenant, deployed, urls, service, broken, stop }: StackParts): Stack {
  const { control, canonicalUrl, caFile } = localTenant
  const client = credentialsOf(deployed.state, 'Guestlist API client')
  const deployer = credentialsOf(deployed.state, 'Deployer')
  return {
    urls,
    control,
    management: createManagementClient({ tenant: canonicalUrl, caFile, ...deployer }),
    service,
    administrator: deployed.administrator,
    api: {
      token_url: `${urls.login}/oauth/token`,
      client_id: client.clientId,
      client_secret: client.clientSecret,
      audience: apiAudience,
    },
    application: name => credentialsOf(deployed.state, name),
    tenantOutput: () => localTenant.output(),
    broken,
    async reset() {
      await service.stop()
      service.forgetLedger()
      await control.restore(deployed.state)
      await control.reset()
      await service.start()
    },
    stop,
  }
}

function createSignal<T>(): { raise: (value: T) => void; raised: Promise<T> } {
  let raise: (value: T) => void = () => undefined
  const raised = new Promise<T>(resolve => {
    raise = resolve
  })
  return { raise, raised }
}
