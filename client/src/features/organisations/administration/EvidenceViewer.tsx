import type { Evidence } from '@augenhoehe/contracts'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from '../../../platform/i18n.ts'
import { IconButton } from '../../../ui/index.ts'
import type { PageAddress } from '../verification/evidence.ts'
import styles from './Administration.module.css'

const steps = [50, 75, 100, 150, 200, 300] as const
const normal = 2

interface EvidenceViewerProps {
  evidence: Evidence
  address: PageAddress
}

/** The pages one under the other, as large as one needs them. */
export function EvidenceViewer({ evidence, address }: EvidenceViewerProps) {
  const { t } = useTranslation()
  const [step, setStep] = useState(normal)
  const zoom = steps[step] ?? 100
  const to = (wanted: number) => setStep(Math.min(steps.length - 1, Math.max(0, wanted)))
  const press = (event: KeyboardEvent) => {
    const wanted = { '+': step + 1, '-': step - 1, '0': normal }[event.key]
    if (wanted === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    to(wanted)
  }
  return (
    <div className={styles.viewer}>
      <div className={styles.zoom}>
        <IconButton
          label={t('verification.administration.smaller')}
          icon={<IconMinus aria-hidden="true" />}
          onClick={() => to(step - 1)}
        />
        <output dir="ltr" aria-label={t('verification.administration.zoom')}>
          {zoom} %
        </output>
        <IconButton
          label={t('verification.administration.larger')}
          icon={<IconPlus aria-hidden="true" />}
          onClick={() => to(step + 1)}
        />
        <span className={styles.quiet}>
          {t('verification.administration.pages', { count: evidence.pages.length })}
        </span>
      </div>
      {/* It scrolls in both directions; the keyboard has to get in. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        className={styles.pages}
        aria-label={t('verification.administration.extract')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={press}
      >
        {evidence.pages.map(({ width, height }, index) => (
          <img
            key={index}
            src={address(index + 1)}
            width={width}
            height={height}
            style={{ inlineSize: `${zoom}%` }}
            alt={t('verification.page', { page: index + 1 })}
            loading={index === 0 ? 'eager' : 'lazy'}
          />
        ))}
      </section>
    </div>
  )
}
