const longestQuote = 120

/** One line of what is quoted. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const points = Array.from(line)
  return points.length <= longestQuote ? line : `${points.slice(0, longestQuote).join('')} …`
}
