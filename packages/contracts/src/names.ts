import { Line, wellFormed } from './common.ts'

/**
 * Names of people and organisations stand beside others' names, and are what one trusts. So nobody may make one that
 * looks like another, that rewrites the line it stands in, or that hides something. What is refused follows
 * Unicode UTS #39 (Security Mechanisms); what languages really need is accepted.
 */
export const nameFaults = ['direction', 'invisible', 'styled', 'marks', 'mixed-scripts'] as const
/** Why a name was refused, as it stands at its field. */
export type NameFault = (typeof nameFaults)[number]

/** Embeddings, overrides and isolates (UAX #9): they turn what stands after the name. */
const turning = /[\u202a-\u202e\u2066-\u2069]/u
/** What programs add where people copy (direction marks, soft hyphens, byte-order marks) and nobody sees: it goes. */
const copied = /[\u200e\u200f\u061c\u00ad\ufeff]/gu
/** Fillers, tags, variation selectors, private and unassigned signs; the braille blank is a drawn nothing. */
const hidden = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Co}\p{Cn}\u2800]/u

// UAX #31, section 2.3: joiners steer how letters of these scripts connect, between two of them.
const joined =
  /(?<=[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Nkoo}]\p{M}*)[\u200c\u200d](?=[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Nkoo}])/gu
// In Indic scripts they stand at a virama: after it, or before it (Bengali), also at the end of a word (Malayalam).
const virama = '\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca\\u1039\\u103a\\u17d2'
const atVirama = new RegExp(`(?<=[${virama}])[\\u200c\\u200d]|(?<=\\p{L})\\u200d(?=[${virama}])`, 'gu')

/** Letters of mathematics, in circles or in full width: drawn to stand out, and no screen reader reads them well. */
const styled = /[\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f1ff}\u2460-\u24ff\uff01-\uff5e]|\p{Emoji_Presentation}/u

/** UTS #39, section 5.4: never the same nonspacing mark twice, never more than four in a row. */
const towering = /([\p{Mn}\p{Me}])\1|[\p{Mn}\p{Me}]{5}|\p{Me}/u
/** Whatever a letter needs from the general marks is composed with it already; two more are enough for any language. */
const stacked = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3}/u
/** A mark without a letter below it. */
const unfounded = /(?:^|[^\p{L}\p{M}\p{N}\p{Cf}])\p{M}/u

/** Whoever writes Chinese, Japanese or Korean mixes these, with Latin among them (UTS #39, "highly restrictive"). */
const eastAsian = /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}]/u
const scripts = [
  'Latn Grek Cyrl Armn Geor Hebr Arab Syrc Thaa Nkoo Adlm Tfng Ethi Copt Deva Beng Guru Gujr Orya Taml Telu Knda',
  'Mlym Sinh Thai Laoo Tibt Mymr Khmr Mong Cher Lisu Vaii Bamu Osge Cans Olck Mtei Rohg',
]
  .join(' ')
  .split(' ')
  .map((code) => ({ code, has: new RegExp(`\\p{scx=${code}}`, 'u') }))

function scriptsOf(letter: string): readonly string[] {
  const found = scripts.filter(({ has }) => has.test(letter)).map(({ code }) => code)
  if (found.length === 0 && !eastAsian.test(letter)) found.push('none of these')
  return found.includes('Latn') || eastAsian.test(letter) ? [...found, 'Latin with East Asian'] : found
}

/** Apostrophes belong to the word they stand in: Мар’яна. */
const word = /[\p{L}\p{M}\p{N}\p{Cf}'’ʼ]+/gu
const ofAnyScript = /[\p{scx=Zyyy}\p{scx=Zinh}]/u

/** UTS #39, section 5.1: whether no script is shared by all letters of a word. */
function isMixed(text: string): boolean {
  const letters = (text.match(/\p{L}/gu) ?? []).filter((letter) => !ofAnyScript.test(letter))
  const [first, ...rest] = letters.map(scriptsOf)
  const shared = first?.filter((script) => rest.every((others) => others.includes(script)))
  return (rest.length > 0 && shared?.length === 0) || hasMixedDigits(text)
}

/** UTS #39, section 5.3: the digits of one number come from one row of digits. */
function hasMixedDigits(text: string): boolean {
  const rows = (text.match(/\p{Nd}/gu) ?? []).map((digit) => (digit.codePointAt(0) ?? 0) >> 4)
  return new Set(rows).size > 1
}

/** What is wrong with a name, or undefined. */
export function nameFaultOf(raw: string): NameFault | undefined {
  const name = raw.normalize('NFC').replaceAll(copied, '').replaceAll(/\s+/g, ' ')
  if (turning.test(name)) return 'direction'
  if (hidden.test(name.replaceAll(joined, '').replaceAll(atVirama, ''))) return 'invisible'
  if (styled.test(name)) return 'styled'
  if (towering.test(name.normalize('NFD')) || stacked.test(name) || unfounded.test(name)) return 'marks'
  if ((name.match(word) ?? []).some(isMixed)) return 'mixed-scripts'
  return undefined
}

/** The name of a person or of an organisation: one line in any script, as its people write it. */
export const Name = (max: number, min = 1) =>
  wellFormed
    .superRefine((text, context) => {
      // What is far too long is refused for that.
      const fault = text.length > max * 4 ? undefined : nameFaultOf(text)
      if (fault) context.addIssue({ code: 'custom', message: fault })
    })
    .transform((text) => text.replaceAll(copied, ''))
    .pipe(Line(max, min))
