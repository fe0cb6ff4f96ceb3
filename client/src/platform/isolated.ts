const leftToRight = /[A-Za-zÀ-ɏͰ-ӿ]/
const rightToLeft = /[\u0590-\u08ff]/

/**
 * A name inside of a sentence that runs the other way, kept together: “Drei Flüsse Hanau e. V.” keeps its last
 * point in an Arabic sentence. What has letters of both directions is a sentence of its own and stays as it is.
 */
export function isolated(value: string, dir: 'ltr' | 'rtl'): string {
  const [other, own, mark] =
    dir === 'rtl' ? [leftToRight, rightToLeft, '\u2066'] : [rightToLeft, leftToRight, '\u2067']
  return other.test(value) && !own.test(value) ? `${mark}${value}\u2069` : value
}
