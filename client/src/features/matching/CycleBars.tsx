import type { AllOperations, Reply } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import styles from './Feed.module.css'

interface CycleBarsProps {
  /** Newest first. */
  cycles: Reply<AllOperations['matching.exposure']>['cycles']
  mean: number
}

const most = 14
const [width, height, foot] = [320, 120, 18]

/** How often one was shown, cycle by cycle; the same as a table for whoever does not see it. */
export function CycleBars({ cycles, mean }: CycleBarsProps) {
  const { t } = useTranslation()
  const { formatDate, formatNumber } = useFormat()
  const inOrder = cycles.slice(0, most).toReversed()
  const highest = Math.max(1, mean, ...inOrder.map(({ shown }) => shown))
  const scale = (value: number) => (value / highest) * (height - foot)
  const step = width / Math.max(inOrder.length, 4)
  const base = height - foot
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  return (
    <figure className={styles.figure}>
      {/* Time runs from left to right in every language, as in a calendar of numbers. */}
      <svg viewBox={`0 0 ${width} ${height}`} className={styles.bars} aria-hidden="true">
        {inOrder.map(({ number, shown, guaranteed }, at) => (
          <g key={number}>
            <rect
              className={styles.bar}
              x={at * step + step * 0.15}
              width={step * 0.7}
              y={base - scale(shown)}
              height={scale(shown)}
            />
            <rect
              className={styles.owed}
              x={at * step + step * 0.15}
              width={step * 0.7}
              y={base - scale(Math.min(guaranteed, shown))}
              height={scale(Math.min(guaranteed, shown))}
            />
          </g>
        ))}
        <line className={styles.axis} x1="0" x2={width} y1={base} y2={base} />
        <line className={styles.mean} x1="0" x2={width} y1={base - scale(mean)} y2={base - scale(mean)} />
        {first && (
          <text x="0" y={height - 4}>
            {formatDate(first.madeAt)}
          </text>
        )}
        {last && last !== first && (
          <text x={inOrder.length * step} y={height - 4} textAnchor="end">
            {formatDate(last.madeAt)}
          </text>
        )}
      </svg>
      <figcaption className={styles.soft}>
        {t('feed.exposure.legend', { mean: formatNumber(Math.round(mean)) })}
      </figcaption>
      <details className={styles.soft}>
        <summary>{t('feed.exposure.asTable')}</summary>
        <table className={styles.table}>
          <caption>{t('feed.exposure.cycles')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('feed.exposure.cycle')}</th>
              <th scope="col">{t('feed.exposure.shown')}</th>
              <th scope="col">{t('feed.exposure.guaranteed')}</th>
            </tr>
          </thead>
          <tbody>
            {inOrder.map(({ number, madeAt, shown, guaranteed }) => (
              <tr key={number}>
                <th scope="row">{formatDate(madeAt)}</th>
                <td>{formatNumber(shown)}</td>
                <td>{formatNumber(guaranteed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
