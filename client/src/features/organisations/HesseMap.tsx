import { useFormat } from '../../platform/i18n.ts'
import styles from './HesseMap.module.css'
import { mapAttribution, shapes, size } from './outlines.ts'

interface HesseMapProps {
  /** What it shows, in words. */
  label: string
  /** How many there are in each district, by its key. */
  counts: ReadonlyMap<string, number>
  /** The district this is about. */
  current?: string | undefined
}

const margin = 6

/** Local outlines, no tiles: nothing is fetched from elsewhere. It never turns with the reading direction. */
export function HesseMap({ label, counts, current }: HesseMapProps) {
  const { formatNumber } = useFormat()
  const box = [-margin, -margin, size.width + 2 * margin, size.height + 2 * margin].join(' ')
  return (
    <figure>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn from data, with the colours of the page */}
      <svg className={styles.map} viewBox={box} role="img" aria-label={label}>
        {shapes.map(({ key, path }) => (
          <path
            key={key}
            d={path}
            className={styles.district}
            data-has={counts.has(key) || undefined}
            data-current={key === current || undefined}
          />
        ))}
        {shapes.map(({ key, x, y }) => {
          const count = counts.get(key)
          return count === undefined ? null : (
            <g key={key} className={styles.count} transform={`translate(${x} ${y})`}>
              <circle r="10" />
              <text dy="0.35em">{formatNumber(count)}</text>
            </g>
          )
        })}
      </svg>
      <figcaption className={styles.credit}>
        <bdi lang="de">{mapAttribution}</bdi>
      </figcaption>
    </figure>
  )
}
