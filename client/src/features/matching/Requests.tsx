import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Button, EmptyState, SectionHead, SkeletonLines } from '../../ui/index.ts'
import styles from './Matching.module.css'
import { inOrder, requestGroups } from './request-groups.ts'
import { RequestCapacity } from './dialogs.ts'
import { RequestItem } from './RequestItem.tsx'

interface RequestsProps {
  organisationId: string
  /** Where it stands apart. */
  withoutCapacity?: boolean
}

/** Who has asked us, and whom we have asked: what needs us comes first, what is over is folded away. */
export function Requests({ organisationId, withoutCapacity = false }: RequestsProps) {
  const { t } = useTranslation()
  const base = useId()
  const [showsOver, setShowsOver] = useState(false)
  const { data, error, refetch } = useQuery(read('matching.requests', { organisationId }))
  if (error && !data) return <LoadFailed title={t('matching.failed')} error={error} onRetry={refetch} />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={2} node={false} />
  return (
    <div className={styles.sections}>
      {data.requests.length === 0 && (
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
      )}
      {requestGroups.map((group) => {
        const requests = inOrder(group, data.requests)
        if (requests.length === 0) return null
        const id = `${base}${group}`
        const folded = group === 'over' && !showsOver
        return (
          <section key={group} aria-labelledby={id}>
            <SectionHead id={id}>{t(`requests.group.${group}`)}</SectionHead>
            {!folded && (
              <ul>
                {requests.map((request) => (
                  <RequestItem key={request.id} request={request} organisationId={organisationId} />
                ))}
              </ul>
            )}
            {group === 'over' && (
              <div className={styles.contextAdd}>
                <Button look="text" aria-expanded={showsOver} onClick={() => setShowsOver(!showsOver)}>
                  {t(showsOver ? 'requests.hideOver' : 'requests.showOver')}
                </Button>
              </div>
            )}
          </section>
        )
      })}
      {!withoutCapacity && <RequestCapacity organisationId={organisationId} />}
    </div>
  )
}
