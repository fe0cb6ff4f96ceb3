import { beginning } from '@augenhoehe/reference-data'

const longestQuote = 120

/** One line of what is quoted. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const short = beginning(line, longestQuote)
  return short === line ? line : `${short} …`
}
