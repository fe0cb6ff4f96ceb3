/** Written from the right where nothing else is said (CLDR, likely subtags). */
const fromTheRight = new Set(
  'ar arb arc ckb dv fa glk he ks lrc mzn nqo pes pnb prs ps sd syr ug ur yi'.split(' '),
)
const scriptsFromTheRight = new Set(['adlm', 'arab', 'aran', 'hebr', 'nkoo', 'rohg', 'syrc', 'thaa'])

/** The direction of what is written in a language (BCP 47): its script decides where one is named. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  // What follows a single letter says how to count or sort, not how to write.
  const [language = '', ...rest] = tag
    .toLowerCase()
    .split(/-[a-z\d]-/, 1)[0]!
    .split('-')
  const script = rest.find((part) => /^[a-z]{4}$/.test(part))
  return (script ? scriptsFromTheRight.has(script) : fromTheRight.has(language)) ? 'rtl' : 'ltr'
}
