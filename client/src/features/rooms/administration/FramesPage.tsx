import type { RoomFrame } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../platform/api.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { localised, useLocale, useTranslation } from '../../../platform/i18n.ts'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import { UnderPage } from '../../../platform/UnderPage.tsx'
import { Button, EmptyState, Row, Rows, SectionHead, SkeletonLines } from '../../../ui/index.ts'
import styles from './Administration.module.css'

export function FramesPage() {
  return (
    <StaffOnly>
      <Frames />
    </StaffOnly>
  )
}

function Frames() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(read('rooms.listFrames', {}))
  const inUse = data?.rooms.filter(({ archived }) => !archived) ?? []
  const archive = data?.rooms.filter(({ archived }) => archived) ?? []
  return (
    <UnderPage
      title={t('administration.rooms.title')}
      up={{ href: '/ich', label: t('common.nav.account') }}
      lead={t('administration.rooms.lead')}
      actions={<Button href="/verwaltung/raeume/neu">{t('administration.rooms.new')}</Button>}
    >
      <div className={styles.sections}>
        {error && !data && <LoadFailed title={t('rooms.failed')} error={error} onRetry={refetch} />}
        {!data && !error && <SkeletonLines label={t('common.loading')} entries={4} lines={2} node={false} />}
        {data?.rooms.length === 0 && <EmptyState drawing="threads" title={t('rooms.none')} />}
        {inUse.length > 0 && (
          <section aria-labelledby="in-use">
            <SectionHead id="in-use">{t('administration.rooms.inUse')}</SectionHead>
            <FrameRows frames={inUse} />
          </section>
        )}
        {archive.length > 0 && (
          <section aria-labelledby="archive">
            <SectionHead id="archive">{t('rooms.archive')}</SectionHead>
            <FrameRows frames={archive} />
          </section>
        )}
      </div>
    </UnderPage>
  )
}

function FrameRows({ frames }: { frames: readonly RoomFrame[] }) {
  const { t } = useTranslation()
  const locale = useLocale()
  return (
    <Rows>
      {frames.map((frame) => (
        <Row
          key={frame.id}
          level={3}
          title={<bdi>{localised(frame.title, locale)}</bdi>}
          leads
          href={`/verwaltung/raeume/${frame.id}`}
          meta={[
            t(`rooms.visibility.${frame.visibility}`),
            t('rooms.questionCount', { count: frame.questions.filter(({ retired }) => !retired).length }),
          ].join(' · ')}
        />
      ))}
    </Rows>
  )
}
