/** One place up or down. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const one = list[index]
  const at = index + by
  if (one === undefined || at < 0 || at >= list.length) return [...list]
  return list.toSpliced(index, 1).toSpliced(at, 0, one)
}
