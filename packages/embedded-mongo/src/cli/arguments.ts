/** A command line that cannot be understood. */
export class UsageError extends Error {}

/** `--name=value` as two words, like mongod. */
export function wordsOf(argv: readonly string[]): string[] {
  return argv.flatMap((word) => (/^--\w+=/.test(word) ? splitOnce(word) : [word]))
}

export function splitOnce(word: string): string[] {
  const at = word.indexOf('=')
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)]
}

export function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (text !== '' && Number.isInteger(number) && number >= least && number <= most) return number
  throw new UsageError(`${name} takes a whole number from ${least} to ${most}`)
}

/** One plain word and one of the given flags with its value: `dump DIR --out FOLDER`. */
export function folderAndFlag<F extends string>(
  command: string,
  argv: readonly string[],
  flags: readonly F[],
): { folder: string; flag: F; value: string } {
  const words = wordsOf(argv)
  const at = words.findIndex((word) => word.startsWith('--'))
  const [flag, value] = words.splice(at < 0 ? words.length : at, 2)
  const known = flags.find((name) => name === flag)
  const [folder] = words
  if (words.length !== 1 || folder === undefined || known === undefined || value === undefined) {
    throw new UsageError(`${command} takes a folder and ${flags.join(' or ')} with its value`)
  }
  return { folder, flag: known, value }
}
