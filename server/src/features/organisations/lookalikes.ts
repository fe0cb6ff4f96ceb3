/**
 * Letters of other scripts that look like a Latin one in upper or in lower case, taken from the "confusables" of
 * Unicode UTS #39 (section 4, whole-script confusables) for the scripts with which Latin words can be drawn whole.
 */
const lookalikes: Record<string, string> = {
  // Cyrillic
  ...{
    а: 'a',
    в: 'b',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    һ: 'h',
    н: 'h',
    і: 'i',
    ј: 'j',
    к: 'k',
    ӏ: 'l',
    м: 'm',
    о: 'o',
  },
  ...{
    р: 'p',
    ԛ: 'q',
    г: 'r',
    ѕ: 's',
    т: 't',
    ѵ: 'v',
    ԝ: 'w',
    х: 'x',
    у: 'y',
    ү: 'y',
    ԍ: 'g',
    ь: 'b',
    з: '3',
  },
  // Greek
  ...{
    α: 'a',
    β: 'b',
    ε: 'e',
    ζ: 'z',
    η: 'h',
    ι: 'i',
    κ: 'k',
    μ: 'm',
    ν: 'n',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'y',
  },
  ...{ χ: 'x', γ: 'y', σ: 'o', ω: 'w' },
  // Armenian
  ...{ ս: 'u', օ: 'o', ո: 'n', հ: 'h', ց: 'g', յ: 'j', զ: 'q', ք: 'p', գ: 'q', խ: 'u', լ: 'l', ւ: 'l' },
  // Cherokee and Lisu, whose letters look like capitals
  ...{ ꭺ: 'a', ꭼ: 'e', ꮇ: 'm', ꮤ: 'w', ꮋ: 'h', ꮪ: 's', ꭲ: 't', ꮮ: 'l', ꮲ: 'p', ꮶ: 'k', ꭱ: 'r', ꮯ: 'c' },
  ...{
    ꓐ: 'b',
    ꓑ: 'p',
    ꓓ: 'd',
    ꓔ: 't',
    ꓖ: 'g',
    ꓗ: 'k',
    ꓙ: 'j',
    ꓚ: 'c',
    ꓜ: 'z',
    ꓝ: 'f',
    ꓟ: 'm',
    ꓠ: 'n',
    ꓡ: 'l',
  },
  ...{ ꓢ: 's', ꓣ: 'r', ꓦ: 'v', ꓧ: 'h', ꓪ: 'w', ꓫ: 'x', ꓬ: 'y', ꓮ: 'a', ꓰ: 'e', ꓲ: 'i', ꓳ: 'o', ꓴ: 'u' },
}
const any = new RegExp(`[${Object.keys(lookalikes).join('')}]`, 'gu')

/** How a text looks to somebody who reads it as Latin; only for comparing. */
export const asItLooks = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(any, (letter) => lookalikes[letter] ?? letter)
    .normalize('NFC')
