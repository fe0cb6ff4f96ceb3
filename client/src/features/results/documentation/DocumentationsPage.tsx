import { useQuery } from '@tanstack/react-query'
import { read } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import { UnderPage } from '../../../platform/UnderPage.tsx'
import { Button, EmptyState, Row, Rows, SkeletonLines, Tag } from '../../../ui/index.ts'
import { Dotted } from '../Dotted.tsx'
import { builderHref, documentationsHref } from './builder-href.ts'

/** `/verwaltung/dokumentationen`: those that are written, and those that are published. */
export function DocumentationsPage() {
  return (
    <StaffOnly>
      <Documentations />
    </StaffOnly>
  )
}

function Documentations() {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const { data, error, refetch } = useQuery(read('results.list', { limit: 50 }))
  const all = data?.records.filter(({ kind }) => kind === 'documentation')
  return (
    <UnderPage
      title={t('results.builder.list')}
      up={{ href: '/ergebnisse', label: t('common.nav.results') }}
      lead={t('results.builder.lead')}
      actions={<Button href={`${documentationsHref}/neu`}>{t('results.builder.begin')}</Button>}
    >
      {error && !data && <LoadFailed error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={3} lines={1} node={false} />}
      {all?.length === 0 && (
        <EmptyState drawing="threads" title={t('results.builder.none')}>
          {t('results.builder.noneText')}
        </EmptyState>
      )}
      {all && all.length > 0 && (
        <Rows label={t('results.builder.list')}>
          {all.map(({ id, title, heldAt, place, state }) => (
            <Row
              key={id}
              level={2}
              title={<bdi>{title}</bdi>}
              leads
              href={builderHref(id)}
              meta={<Dotted facts={[formatDate(heldAt), place]} />}
              trailing={
                state === 'published' ? (
                  <Tag tone="leaf">{t('results.builder.isPublished')}</Tag>
                ) : (
                  <Tag>{t('common.draft')}</Tag>
                )
              }
            />
          ))}
        </Rows>
      )}
    </UnderPage>
  )
}
