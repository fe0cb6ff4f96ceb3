import type { ReportReceipt } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Tag } from '../../ui/index.ts'
import { Facts } from './Facts.tsx'
import styles from './Moderation.module.css'
import { useRuleName } from './rule-name.ts'

interface ReceiptProps {
  receipt: ReportReceipt
  level: 2 | 3
}

/** One report: how far it is, what came of it, and what was sent. */
export function Receipt({ receipt, level }: ReceiptProps) {
  const { t } = useTranslation()
  const { formatWeekday, formatDate } = useFormat()
  const ruleName = useRuleName()
  const { state, outcome, rule, sentence, answer, decidedAt } = receipt
  const Heading = `h${level}` as const
  const restricted = outcome === 'restricted'
  return (
    <div className={styles.column}>
      <div className={styles.stateHead}>
        <Heading>
          {state === 'open'
            ? t('moderating.receipt.open')
            : t(restricted ? 'moderating.receipt.restricted' : 'moderating.receipt.notRestricted')}
        </Heading>
        {decidedAt && (
          <Tag tone="plain">{t('moderating.receipt.decided', { day: formatDate(decidedAt) })}</Tag>
        )}
      </div>
      {state === 'open' && (
        <p>{t(`moderating.report.handledBy.${receipt.handledBy}`, { day: formatWeekday(receipt.dueAt) })}</p>
      )}
      {state === 'decided' && (
        <p>{t(restricted ? 'moderating.receipt.restrictedText' : 'moderating.receipt.notRestrictedText')}</p>
      )}
      {answer && (
        <blockquote className={styles.quote} dir="auto">
          {answer}
        </blockquote>
      )}
      <Facts
        facts={[
          [t('moderating.receipt.rule'), ruleName(rule)],
          [
            t('moderating.receipt.sentence'),
            <span key="sentence" dir="auto">
              {sentence}
            </span>,
          ],
        ]}
      />
      <p className={styles.soft}>{t('moderating.receipt.sent', { day: formatDate(receipt.at) })}</p>
    </div>
  )
}
