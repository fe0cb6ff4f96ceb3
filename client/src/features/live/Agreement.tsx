import type { CheckedStatement, VoteValue } from '@augenhoehe/contracts'
import type { ReactNode } from 'react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { SectionHead, Tag } from '../../ui/index.ts'
import styles from './Live.module.css'
import { useLive } from './SessionContext.ts'
import { voteOn } from './state.ts'
import { useKeptFocus } from '../../platform/useKeptFocus.ts'

interface AgreementProps {
  onVote?: ((statementId: string, value: VoteValue | null) => void) | undefined
  action?: ReactNode
  /** What moderators may do with a statement. */
  renderMenu?: ((statement: CheckedStatement) => ReactNode) | undefined
  /** Moderators see the numbers before they have voted. */
  always?: boolean
}

const values: readonly VoteValue[] = ['agree', 'disagree', 'unsure']

/** How opinions lie on single statements; numbers only once one has said one's own. */
export function Agreement({ onVote, action, renderMenu, always = false }: AgreementProps) {
  const { t } = useTranslation()
  const { view } = useLive()
  const part = useKeptFocus<HTMLElement>()
  const { statements } = view.session
  if (statements.length === 0 && !action) return null
  return (
    <section ref={part} tabIndex={-1} className={styles.part} aria-labelledby="live-agreement">
      <SectionHead id="live-agreement" action={action}>
        {t('live.agreement.title')}
      </SectionHead>
      {statements.length === 0 && <p className={styles.rule}>{t('live.agreement.empty')}</p>}
      <ul className={styles.statements}>
        {statements.map((statement) => {
          const { id, text, open } = statement
          const chosen = voteOn(view, id)
          const mayVote = open && onVote !== undefined
          const shown = always || chosen !== null || !mayVote
          return (
            <li key={id}>
              <div className={styles.statementHead}>
                <p id={`statement-${id}`} dir="auto">
                  {text}
                </p>
                {renderMenu?.(statement)}
              </div>
              {mayVote && (
                <fieldset className={styles.votes} aria-labelledby={`statement-${id}`}>
                  {values.map((value) => (
                    <button
                      key={value}
                      type="button"
                      aria-pressed={chosen === value}
                      onClick={() => onVote(id, chosen === value ? null : value)}
                    >
                      {t(`live.vote.${value}`)}
                    </button>
                  ))}
                </fieldset>
              )}
              {shown ? (
                <Counts statement={statement} />
              ) : (
                <p className={styles.small}>{t('live.agreement.first')}</p>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The numbers, and the fixed words for them. */
function Counts({ statement }: { statement: CheckedStatement }) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { labels, organisations, open } = statement
  const total = statement.agree + statement.disagree + statement.unsure
  return (
    <div className={styles.counts}>
      {total > 0 && (
        <div className={styles.bar} aria-hidden="true">
          {values.map(
            (value) =>
              statement[value] > 0 && (
                <i key={value} data-value={value} style={{ flexGrow: statement[value] }} />
              ),
          )}
        </div>
      )}
      <p className={styles.small}>
        {values
          .map((value) =>
            t('live.agreement.count', {
              word: t(`live.vote.${value}`),
              number: formatNumber(statement[value]),
            }),
          )
          .join(' · ')}
        {organisations > 0 && <> · {t('live.agreement.organisations', { count: organisations })}</>}
        {!open && <> · {t('live.agreement.closed')}</>}
      </p>
      {labels.length > 0 && (
        <p className={styles.labels}>
          {labels.map((label) => (
            <Tag
              key={label}
              tone={label === 'divided' ? 'clay' : label === 'single-voice' ? 'plain' : 'leaf'}
            >
              {t(`live.label.${label}`)}
            </Tag>
          ))}
        </p>
      )}
    </div>
  )
}
