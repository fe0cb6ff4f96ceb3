import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { apart } from './apart.ts'
import styles from './HesseMap.module.css'
import { MapCredit } from './MapCredit.tsx'
import { neighbour, type Direction } from './neighbour.ts'
import { shapes, viewBox } from './outlines.ts'

interface DistrictMapProps {
  /** How many there are in each district, by its key. */
  counts: Readonly<Record<string, number>>
  /** The district one is looking at. */
  current?: string | undefined
  onChoose: (district: string) => void
}

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/**
 * The districts as buttons. One of them can be reached with the tabulator key; from there the arrow keys go where
 * they point on the map, which never turns with the reading direction.
 */
export function DistrictMap({ counts, current, onChoose }: DistrictMapProps) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const [reached, setReached] = useState<string>()
  const [focused, setFocused] = useState<string>()
  const buttons = useRef(new Map<string, SVGGElement>())
  const first = shapes.find(({ key }) => counts[key])?.key ?? shapes[0]?.key
  const numbered = useMemo(
    () =>
      apart(
        shapes.filter(({ key }) => (counts[key] ?? 0) > 0),
        24,
      ),
    [counts],
  )
  const reachable = reached ?? current ?? first

  const onKeyDown = (event: KeyboardEvent, key: string) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onChoose(key)
      return
    }
    const direction = arrows[event.key]
    if (!direction) return
    event.preventDefault()
    const next = neighbour(shapes, key, direction)
    if (next !== undefined) buttons.current.get(next)?.focus()
  }

  return (
    <figure>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn from data, with the colours of the page */}
      <svg className={styles.map} viewBox={viewBox} role="group" aria-label={t('organisations.map.label')}>
        {shapes.map(({ key, name, path }) => {
          const count = counts[key] ?? 0
          return (
            <g
              key={key}
              ref={(element) => {
                if (element) buttons.current.set(key, element)
                else buttons.current.delete(key)
              }}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing has no buttons of its own
              role="button"
              className={styles.choice}
              tabIndex={key === reachable ? 0 : -1}
              aria-label={t('organisations.map.district', { name, count })}
              aria-pressed={key === current}
              onClick={() => onChoose(key)}
              onFocus={() => {
                setReached(key)
                setFocused(key)
              }}
              onBlur={() => setFocused(undefined)}
              onKeyDown={(event) => onKeyDown(event, key)}
            >
              <title>{t('organisations.map.district', { name, count })}</title>
              <path
                d={path}
                className={styles.district}
                data-has={count > 0 || undefined}
                data-current={key === current || undefined}
              />
            </g>
          )
        })}
        {/* Above all outlines, so that no neighbour covers them. */}
        {shapes.map(
          ({ key, path }) => key === focused && <path key={key} d={path} className={styles.focus} />,
        )}
        {numbered.map(({ key, x, y }) => (
          <g key={key} className={styles.count} transform={`translate(${x} ${y})`} aria-hidden="true">
            <rect {...boxOf(formatNumber(counts[key] ?? 0))} />
            <text dy="0.35em">{formatNumber(counts[key] ?? 0)}</text>
          </g>
        ))}
      </svg>
      <MapCredit />
    </figure>
  )
}

/** A circle for one or two digits; for more it grows with them. */
function boxOf(digits: string) {
  const width = Math.max(20, 8 + digits.length * 7)
  return { x: -width / 2, y: -10, width, height: 20, rx: 10 }
}
