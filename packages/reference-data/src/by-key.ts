/** A look-up over records that never change; the index is built at the first question. */
export function byKey<T, K extends keyof T>(records: readonly T[], key: K): (value: T[K]) => T | undefined {
  let index: Map<T[K], T> | undefined
  return (value) => (index ??= new Map(records.map((record) => [record[key], record]))).get(value)
}
