import { foldedForms } from './fold.ts'

/** Addresses that pages of the interface use. */
const reserved = new Set(['neu', 'new'])

/**
 * The address made from a name: ASCII, umlauts spelled out; the same name again gets a number.
 * Names without a Latin letter get the `fallback`.
 */
export async function slugOf(
  name: string,
  fallback: string,
  isTaken: (slug: string) => Promise<boolean>,
): Promise<string> {
  const spelled = foldedForms(name).at(-1) ?? ''
  const ascii = spelled
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 56)
    .replace(/-+$/, '')
  const stem = ascii || fallback
  const taken = async (slug: string) => reserved.has(slug) || (await isTaken(slug))
  if (!(await taken(stem))) return stem
  let number = 2
  while (await taken(`${stem}-${number}`)) number++
  return `${stem}-${number}`
}
