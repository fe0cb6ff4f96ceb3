import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { Unverified } from '../../platform/Unverified.tsx'
import { EmptyState, Link, Node, Row, Rows, SectionHead, SkeletonLines } from '../../ui/index.ts'
import { useReasonWords } from './useReasonWords.ts'

interface TodayMatchesProps {
  organisationId: string
}

const most = 3

/** The best suggestions, each with its first reason. */
export function TodayMatches({ organisationId }: TodayMatchesProps) {
  const { t } = useTranslation()
  const id = useId()
  const reasonWords = useReasonWords()
  const { data, error } = useQuery(read('matching.suggestions', { organisationId, limit: most }))
  if (error && !data) return null
  const all = <Link href={`/suchen-und-bieten?verein=${organisationId}`}>{t('matching.today.all')}</Link>
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id}>{t('matching.today.matches')}</SectionHead>
      {!data && <SkeletonLines label={t('common.loading')} entries={most} lines={1} />}
      {data?.suggestions.length === 0 ? (
        <EmptyState drawing="matches" size="small" level={3} title={t('matching.empty.title')} action={all}>
          {t('matching.empty.text')}
        </EmptyState>
      ) : (
        <>
          <Rows label={t('matching.today.matches')}>
            {data?.suggestions.map(({ organisation, reasons }) => (
              <Row
                key={organisation.id}
                leading={<Node>{initials(organisation.name)}</Node>}
                title={<bdi>{organisation.name}</bdi>}
                href={`/suchen-und-bieten?verein=${organisationId}`}
                level={3}
                meta={
                  <>
                    {reasons[0] && reasonWords(reasons[0])}
                    <Unverified of={organisation} separated={reasons.length > 0} />
                  </>
                }
              />
            ))}
          </Rows>
          {data && <p>{all}</p>}
        </>
      )}
    </section>
  )
}
