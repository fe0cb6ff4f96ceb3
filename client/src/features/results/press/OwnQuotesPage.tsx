import { useQuery } from '@tanstack/react-query'
import { read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import { EmptyState, PageHeader, SkeletonLines } from '../../../ui/index.ts'
import styles from './Press.module.css'
import { QuoteAsked } from './QuoteAsked.tsx'
import { usePressNews } from './usePressNews.ts'

/** `/presse/zitate`: what I am asked, and what I have said to it. */
export function OwnQuotesPage() {
  return (
    <SignInFirst>
      <OwnQuotes />
    </SignInFirst>
  )
}

function OwnQuotes() {
  const { t } = useTranslation()
  usePressNews()
  const { data, error, refetch } = useQuery(read('results.ownQuotes', {}))
  const waits = (state: string) => (state === 'asked' ? 0 : 1)
  const quotes = data?.quotes.toSorted((a, b) => waits(a.state) - waits(b.state))
  return (
    <Page title={t('press.own.title')}>
      <PageHeader title={t('press.own.title')} lead={t('press.own.lead')} />
      {error && !data && <LoadFailed error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={2} lines={3} node={false} />}
      {quotes?.length === 0 && (
        <EmptyState drawing="threads" title={t('press.own.none')}>
          {t('press.own.noneText')}
        </EmptyState>
      )}
      <div className={styles.column}>
        {quotes?.map((quote) => (
          <QuoteAsked key={quote.id} quote={quote} level={2} />
        ))}
      </div>
    </Page>
  )
}
