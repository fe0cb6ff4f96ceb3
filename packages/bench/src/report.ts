/** One measured number; `ratioTo` names what it is compared with in the same run. */
export interface Figure {
  name: string
  metric: string
  value: number
  unit: string
  ratioTo?: string
  target?: number
  /** Whether the target was reached. */
  ok?: boolean
}

const round = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3))

/** A table for people. */
export function print(figures: readonly Figure[]) {
  const rows = figures.map(({ name, metric, value, unit, ratioTo, target, ok }) => [
    name,
    metric,
    `${round(value)} ${unit}`,
    ratioTo ? `against ${ratioTo}` : '',
    target === undefined ? '' : `aim ${target}: ${ok ? 'reached' : 'not reached'}`,
  ])
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
}

/** One row for each thing that was measured in the same ways; what missed its aim is marked. */
export function printByName(figures: readonly Figure[]) {
  for (const name of new Set(figures.map((one) => one.name))) {
    const ones = figures.filter((one) => one.name === name)
    const cells = ones.map(({ metric, value, unit, ok }) => {
      const shown = Number.isInteger(value) ? String(value) : round(value)
      return `${metric} ${shown}${unit && ` ${unit}`}${ok === false ? ' (!)' : ''}`
    })
    console.log([name.padEnd(18), ...cells].join('  '))
  }
}

/** The value below which a share of the sorted values lies. */
export const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
