/** A keyword marker of auth0-deploy-cli that nothing replaced (https://github.com/auth0/auth0-deploy-cli, keyword replacement). */
const PLACEHOLDER = /##[A-Z][A-Z0-9_]*##|@@[A-Z][A-Z0-9_]*@@/

/** Tells a value that somebody filled in from one that still holds a marker such as `##KEY##` or `@@KEY@@`. */
export function hasPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text)
}
