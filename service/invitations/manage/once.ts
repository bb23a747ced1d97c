/** Does something the first time and nothing after it, as when the same request is planned again. */
export function once<Argument>(
  run: (argument: Argument) => Promise<void>,
): (argument: Argument) => Promise<void> {
  let first: Promise<void> | undefined
  return argument => {
    first ??= run(argument)
    return first
  }
}
