const width = 640
const height = 420
const frame = { left: 64, right: 20, top: 20, bottom: 56 }
const inner = { width: width - frame.left - frame.right, height: height - frame.top - frame.bottom }
const colours = ['#8a8f98', '#c0762b', '#7a5aa6', '#2f7d6b', '#1f5fbf']

export interface Curve {
  name: string
  /** Within [0, 1] from the lower left corner. */
  points: readonly (readonly [number, number])[]
  dotted?: boolean
}

interface Picture {
  title: string
  x: { label: string; ticks: readonly (readonly [number, string])[] }
  y: { label: string; ticks: readonly (readonly [number, string])[] }
  curves: readonly Curve[]
}

/** A line diagram that can be read in light and in dark, without colour as well: each line carries its name. */
export function drawn({ title, x, y, curves }: Picture): string {
  const at = ([a, b]: readonly [number, number]) =>
    `${(frame.left + a * inner.width).toFixed(1)},${(frame.top + (1 - b) * inner.height).toFixed(1)}`
  const text = (px: number, py: number, words: string, more = '') =>
    `<text x="${px.toFixed(1)}" y="${py.toFixed(1)}" ${more}>${words}</text>`
  const bottom = frame.top + inner.height
  const lines = curves.map(({ points, dotted }, number) => {
    const dash = dotted ? ' stroke-dasharray="5 5"' : ''
    return `<polyline points="${points.map(at).join(' ')}" fill="none" stroke="${colours[number % colours.length]}" stroke-width="2.5"${dash}/>`
  })
  const legend = curves.map(({ name }, number) => {
    const py = frame.top + 18 + number * 20
    const line = `<line x1="${frame.left + 14}" x2="${frame.left + 38}" y1="${py - 4}" y2="${py - 4}" stroke="${colours[number % colours.length]}" stroke-width="3"/>`
    return line + text(frame.left + 46, py, name)
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">${title}</title>
<style>text{font:14px system-ui,sans-serif;fill:#333}.grid{stroke:#8886}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>
${x.ticks.map(([share]) => `<line class="grid" x1="${(frame.left + share * inner.width).toFixed(1)}" x2="${(frame.left + share * inner.width).toFixed(1)}" y1="${frame.top}" y2="${bottom}"/>`).join('\n')}
${y.ticks.map(([share]) => `<line class="grid" x1="${frame.left}" x2="${frame.left + inner.width}" y1="${(bottom - share * inner.height).toFixed(1)}" y2="${(bottom - share * inner.height).toFixed(1)}"/>`).join('\n')}
${lines.join('\n')}
${legend.join('\n')}
${x.ticks.map(([share, words]) => text(frame.left + share * inner.width, bottom + 20, words, `text-anchor="${share === 1 ? 'end' : 'middle'}"`)).join('\n')}
${y.ticks.map(([share, words]) => text(frame.left - 8, bottom - share * inner.height + 5, words, 'text-anchor="end"')).join('\n')}
${text(frame.left + inner.width / 2, height - 10, x.label, 'text-anchor="middle"')}
${text(16, frame.top + inner.height / 2, y.label, `text-anchor="middle" transform="rotate(-90 16 ${frame.top + inner.height / 2})"`)}
</svg>
`
}

/** Who has how much of all attention, from those with the least on (Lorenz, 1905). */
export function lorenz(sorted: readonly number[]): [number, number][] {
  const total = sorted.reduce((sum, value) => sum + value, 0)
  const points: [number, number][] = [[0, 0]]
  let sum = 0
  for (const [number, value] of sorted.entries()) {
    sum += value
    if (number % Math.ceil(sorted.length / 100) === 0 || number === sorted.length - 1)
      points.push([(number + 1) / sorted.length, sum / total])
  }
  return points
}
