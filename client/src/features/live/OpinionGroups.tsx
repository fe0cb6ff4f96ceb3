import type { OpinionGroup } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { SectionHead } from '../../ui/index.ts'
import styles from './Live.module.css'
import { useLive } from './SessionContext.ts'

type Value = 'agree' | 'disagree'

/** What most of a group said so of; nothing where nobody did. */
function strongest({ statements }: OpinionGroup, value: Value) {
  const most = statements.toSorted((a, b) => b[value] - a[value])[0]
  return most && most[value] > 0 ? most : undefined
}

/** Who votes alike, over all statements whose vote has ended; sizes and numbers, nobody's name. */
export function OpinionGroups() {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { sessionId, statements } = useLive().view.session
  // Asked again once another vote ends, or is taken up again.
  const ended = statements.filter(({ open }) => !open).map(({ id, rev }) => `${id}.${rev}`)
  const asked = read('live.groups', { sessionId })
  const { data } = useQuery({ ...asked, queryKey: [...asked.queryKey, ...ended] })
  // What others think is beside the point of the evening: where it does not come, nothing is missing.
  if (!data) return null
  const { voters, fewest, groups } = data
  const textOf = (statementId: string) => statements.find(({ id }) => id === statementId)?.text ?? ''

  return (
    <section aria-labelledby="live-groups">
      <SectionHead id="live-groups">{t('live.groups.title')}</SectionHead>
      {voters < fewest ? (
        <p className={styles.small}>
          {t('live.groups.few', { fewest: formatNumber(fewest), voters: formatNumber(voters) })}
        </p>
      ) : groups.length === 0 ? (
        <p className={styles.small}>{t('live.groups.none')}</p>
      ) : (
        <ol className={styles.statements}>
          {groups.map((group, index) => (
            <li
              key={`${group.size} ${group.statements.map((one) => `${one.agree}.${one.disagree}`).join(' ')}`}
            >
              <h3>{t('live.groups.size', { n: formatNumber(index + 1), count: group.size })}</h3>
              {(['agree', 'disagree'] as const).map((value) => {
                const most = strongest(group, value)
                return (
                  most && (
                    <p key={value}>
                      {t(`live.groups.${value}`)} <q dir="auto">{textOf(most.statementId)}</q>{' '}
                      <span className={styles.small}>
                        {t('live.groups.count', {
                          number: formatNumber(most[value]),
                          of: formatNumber(group.size),
                        })}
                      </span>
                    </p>
                  )
                )
              })}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
