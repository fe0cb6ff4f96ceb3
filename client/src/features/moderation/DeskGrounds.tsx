import type { QueueEntry } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import styles from './Desk.module.css'
import { useRuleName } from './rule-name.ts'

/** Why something is on the desk: what was reported, or what somebody objects to. */
export function DeskGrounds({ entry: { reports, statement } }: { entry: QueueEntry }) {
  const { t } = useTranslation()
  const { formatRelativeDay, formatTime } = useFormat()
  const ruleName = useRuleName()
  if (reports.length === 0 && !statement) return null
  const when = (at: string) =>
    t('moderation.dayAndTime', { day: formatRelativeDay(at), time: formatTime(at) })
  return (
    <ul className={styles.reports}>
      {reports.map(({ rule, sentence, at }) => (
        <li key={`${at}${sentence}`}>
          <b>{t('moderating.desk.reportedAs', { rule: ruleName(rule) })}</b>
          <q dir="auto">{sentence}</q> <small>{when(at)}</small>
        </li>
      ))}
      {statement && (
        <li>
          <b>
            {t('moderating.desk.decision')}: {t(`moderating.desk.restricted.${statement.kind}`)},{' '}
            {ruleName(statement.rule)}
          </b>
          {statement.facts && <q dir="auto">{statement.facts}</q>} <small>{when(statement.decidedAt)}</small>
        </li>
      )}
      {statement?.appeal && (
        <li>
          <b>{t('moderating.desk.objection')}</b>
          <q dir="auto">{statement.appeal.text}</q> <small>{when(statement.appeal.at)}</small>
        </li>
      )}
    </ul>
  )
}
