const shortest = 3

/** A reason is one sentence on one line. */
export const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

export const isTooShort = (text: string) => Array.from(oneLine(text)).length < shortest
