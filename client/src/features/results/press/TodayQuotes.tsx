import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { Link, SectionHead } from '../../../ui/index.ts'
import styles from './Press.module.css'
import { ownQuotesHref } from './press-hrefs.ts'
import { QuoteAsked } from './QuoteAsked.tsx'
import { usePressNews } from './usePressNews.ts'

/** My turn: words of mine that are to be printed. Where there are none, nothing is said. */
export function TodayQuotes() {
  const { t } = useTranslation()
  const id = useId()
  usePressNews()
  const { data } = useQuery(read('results.ownQuotes', {}))
  const asked = data?.quotes.filter(({ state }) => state === 'asked') ?? []
  if (asked.length === 0) return null
  return (
    <section aria-labelledby={id} className={styles.column}>
      <SectionHead id={id}>{t('press.asked.title')}</SectionHead>
      {asked.map((quote) => (
        <QuoteAsked key={quote.id} quote={quote} />
      ))}
      <p className={styles.acts}>
        <Link href={ownQuotesHref}>{t('press.own.title')}</Link>
      </p>
    </section>
  )
}
