/** A deployment that was not started, or has stopped; the message is for the operator and holds no secret. */
export class DeployError extends Error {
  override readonly name = 'DeployError'
}

/** Stops with a list: everything that is wrong, at once. */
export function refuse(sentence: string, items: readonly string[]): never {
  throw new DeployError(`${sentence}\n${items.map(item => `  ${item}`).join('\n')}`)
}
