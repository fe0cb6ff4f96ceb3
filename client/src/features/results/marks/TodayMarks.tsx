import type { Mark } from '@augenhoehe/contracts'
import { beginning } from '@augenhoehe/reference-data'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { Link, SectionHead } from '../../../ui/index.ts'
import { contributionHref } from '../addresses.ts'
import { useResultNews } from '../useRecord.ts'
import { MarkQuestion } from './MarkQuestion.tsx'
import styles from './Marks.module.css'

/** My turn: contributions of mine that others would like to see in Suchen & Bieten. Where none is, nothing is said. */
export function TodayMarks() {
  const { t } = useTranslation()
  const id = useId()
  useResultNews()
  const { data } = useQuery(read('results.marks', {}))
  const asked = data?.marks.filter(({ mayAnswer }) => mayAnswer) ?? []
  if (asked.length === 0) return null
  return (
    <section aria-labelledby={id} className={styles.column}>
      <SectionHead id={id}>{t('results.ask.title')}</SectionHead>
      {asked.map((mark) => (
        <Asked key={mark.id} mark={mark} />
      ))}
    </section>
  )
}

function Asked({ mark }: { mark: Mark }) {
  const { t } = useTranslation()
  const { threadId, contributionId } = mark
  const { data: page } = useQuery(
    read('threads.contributions', { threadId, aroundId: contributionId, limit: 1 }),
  )
  const { data: thread } = useQuery(read('threads.get', { threadId }))
  const { data: known } = useQuery({ ...read('rooms.list', {}), staleTime: 300_000 })
  const roomSlug = known?.rooms.find(({ id }) => id === thread?.roomId)?.slug
  const words = page?.contributions.find(({ id }) => id === contributionId)?.text
  return (
    <div className={styles.asked}>
      {words && <q dir="auto">{t('results.quoted', { text: beginning(words, 200) })}</q>}
      <MarkQuestion mark={mark} />
      {roomSlug && (
        <Link href={contributionHref({ roomSlug, threadId }, contributionId)}>
          {t('results.becoming.contribution')}
        </Link>
      )}
    </div>
  )
}
