import { useEffect, useState } from 'react'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { WhoAndDay } from '../../platform/WhoAndDay.tsx'
import { EmptyState, Row, Rows, SkeletonLines, Tag } from '../../ui/index.ts'
import { OwnPage } from './OwnPage.tsx'
import { usePlaceTitle } from './place-name.ts'
import { isNew, lastMoved } from './seen.ts'
import { useOwnStatements } from './useOwnStatements.ts'

export function StatementsPage() {
  return (
    <SignInFirst>
      <Statements />
    </SignInFirst>
  )
}

function Statements() {
  const { t } = useTranslation()
  const placeTitle = usePlaceTitle()
  const { statements, seen, error, refetch, markSeen } = useOwnStatements()
  // What was new when one came stays marked while one is here.
  const [before] = useState(seen)
  const newest = statements?.reduce((last, one) => (lastMoved(one) > last ? lastMoved(one) : last), '')
  useEffect(() => {
    if (newest && (seen === null || newest > seen)) markSeen(newest)
  }, [newest, seen, markSeen])

  return (
    <OwnPage title={t('moderating.statements.title')} lead={t('moderating.statements.lead')}>
      {error && !statements && <LoadFailed error={error} onRetry={refetch} />}
      {!statements && !error && <SkeletonLines label={t('common.loading')} entries={3} node={false} />}
      {statements?.length === 0 && (
        <EmptyState drawing="quiet" title={t('moderating.statements.empty')}>
          {t('moderating.statements.emptyText')}
        </EmptyState>
      )}
      {statements && statements.length > 0 && (
        <Rows label={t('moderating.statements.title')}>
          {statements.map((statement) => (
            <Row
              key={statement.id}
              title={t(`moderating.kind.${statement.kind}`)}
              href={`/ich/entscheidungen/${statement.id}`}
              level={2}
              meta={
                <>
                  <WhoAndDay who={placeTitle(statement.place)} at={lastMoved(statement)} /> ·{' '}
                  {t(`moderating.state.${statement.state}`)}
                </>
              }
              trailing={isNew(statement, before) && <Tag>{t('moderating.statements.new')}</Tag>}
            />
          ))}
        </Rows>
      )}
    </OwnPage>
  )
}
