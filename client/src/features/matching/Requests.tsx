import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { read } from '../../platform/api.ts'
import { Failed } from '../../platform/Failed.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Button, EmptyState, SectionHead, SkeletonLines } from '../../ui/index.ts'
import styles from './Matching.module.css'
import { RequestItem } from './RequestItem.tsx'

interface RequestsProps {
  organisationId: string
}

/** Who has asked us, and whom we have asked. */
export function Requests({ organisationId }: RequestsProps) {
  const { t } = useTranslation()
  const base = useId()
  const { data, error, refetch } = useQuery(read('matching.requests', { organisationId }))
  if (error && !data) return <Failed title={t('matching.failed')} error={error} onRetry={refetch} />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={2} node={false} />
  if (data.requests.length === 0) {
    return (
      <section aria-label={t('matching.requests.title')}>
        <EmptyState
          drawing="quiet"
          title={t('matching.requests.none')}
          action={
            <Button look="line" href="/suchen-und-bieten">
              {t('matching.requests.toSuggestions')}
            </Button>
          }
        >
          {t('matching.requests.noneText')}
        </EmptyState>
      </section>
    )
  }
  return (
    <div className={styles.sections}>
      {(['received', 'sent'] as const).map((direction) => {
        const requests = data.requests.filter((request) => request.direction === direction)
        if (requests.length === 0) return null
        const id = `${base}${direction}`
        return (
          <section key={direction} aria-labelledby={id}>
            <SectionHead id={id}>{t(`matching.requests.${direction}`)}</SectionHead>
            <ul>
              {requests.map((request) => (
                <RequestItem key={request.id} request={request} organisationId={organisationId} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
