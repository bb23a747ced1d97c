/** Matches what mail programs turn into a link: a scheme, or a name with a dot and letters after it. */
export function looksLikeAddress(text: string): boolean {
  return /:\/\/|www\.|[\p{L}\p{N}]\.\p{L}{2}/iu.test(text)
}
