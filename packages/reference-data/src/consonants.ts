const alike: readonly (readonly [RegExp, string])[] = [
  [/schtsch|shch|dsch|tsch|tch|sch|sh|zh|ts|tz|[sxz]/g, 's'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/ph/g, 'f'],
  [/p/g, 'b'],
  [/gh|kh|ch|ck|[cghq]/g, 'k'],
  [/^w/g, 'v'],
  // Written Arabic leaves short vowels out, and has one letter for u and w, one for i and y.
  [/[^a-z]|[aeiouywj]|(?<!^)v/g, ''],
  [/(.)\1+/g, '$1'],
  // The ending of feminine nouns, which some write and some do not.
  [/(?<=..)k$/g, ''],
]

/** The consonants of a word in Latin letters, those that sound alike as one. */
export const consonantsOf = (word: string): string =>
  alike.reduce((sound, [pattern, by]) => sound.replaceAll(pattern, by), word.toLowerCase())
