/** Runs a function on the first call only, for plans that may be made again. */
export function once<Argument>(
  run: (argument: Argument) => Promise<void>,
): (argument: Argument) => Promise<void> {
  let first: Promise<void> | undefined
  return argument => {
    first ??= run(argument)
    return first
  }
}
