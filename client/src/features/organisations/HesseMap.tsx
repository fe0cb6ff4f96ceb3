import styles from './HesseMap.module.css'
import { MapCredit } from './MapCredit.tsx'
import { shapes, viewBox } from './outlines.ts'

interface HesseMapProps {
  /** What it shows, in words. */
  label: string
  /** The district this is about. */
  current: string
}

/** Local outlines, no tiles: nothing is fetched from elsewhere. It never turns with the reading direction. */
export function HesseMap({ label, current }: HesseMapProps) {
  return (
    <figure>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn from data, with the colours of the page */}
      <svg className={styles.map} viewBox={viewBox} role="img" aria-label={label}>
        {shapes.map(({ key, path }) => (
          <path key={key} d={path} className={styles.district} data-current={key === current || undefined} />
        ))}
      </svg>
      <MapCredit />
    </figure>
  )
}
