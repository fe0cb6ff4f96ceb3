import type { Suggestion } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Dialog } from '../../ui/index.ts'
import styles from './Why.module.css'

export interface WhyDialogProps {
  suggestion: Suggestion
  version: string
  onClose: () => void
}

const hundred = 100

/** The whole calculation: what counts how much, how well it fits, and what comes of it. */
export function WhyDialog({ suggestion, version, onClose }: WhyDialogProps) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { organisation, factors, score } = suggestion
  const points = (share: number) => formatNumber(Math.round(share * hundred))
  return (
    <Dialog
      opened
      size="wide"
      onClose={onClose}
      title={t('matching.why.for', { name: organisation.name })}
      closeLabel={t('common.close')}
    >
      <p>{t('matching.why.text')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('matching.why.factor')}</th>
            <th scope="col">{t('matching.why.weight')}</th>
            <th scope="col">{t('matching.why.value')}</th>
            <th scope="col">{t('matching.why.contribution')}</th>
          </tr>
        </thead>
        <tbody>
          {factors.map(({ kind, weight, value, contribution }) => (
            <tr key={kind}>
              <th scope="row">
                {t(`offering.factor.${kind}.name`)}
                <span className={styles.plain}>{t(`offering.factor.${kind}.plain`)}</span>
              </th>
              <td data-label={t('matching.why.weight')}>
                {t('matching.percent', { value: points(weight) })}
              </td>
              <td data-label={t('matching.why.value')}>{t('matching.percent', { value: points(value) })}</td>
              <td data-label={t('matching.why.contribution')}>
                <b>{points(contribution)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.total}>{t('matching.why.total', { points: points(score), version })}</p>
    </Dialog>
  )
}
