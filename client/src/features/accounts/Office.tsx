import type { Me } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { Node, Row, Rows, SectionHead } from '../../ui/index.ts'
import { lastDay } from './affiliations/days.ts'

interface OfficeProps {
  office: NonNullable<NonNullable<Me['user']>['institution']>
}

/** For which office one writes, as others read it, and until when. */
export function Office({ office: { name, kind, until } }: OfficeProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  return (
    <section aria-labelledby="me-office">
      <SectionHead id="me-office">{t('me.office')}</SectionHead>
      <Rows>
        <Row
          leading={<Node tone="own">{initials(name)}</Node>}
          title={<bdi>{name}</bdi>}
          level={3}
          meta={[
            t(`common.institutionKind.${kind}`),
            ...(until ? [t('me.officeUntil', { day: formatDate(lastDay(until)) })] : []),
          ].join(' · ')}
        />
      </Rows>
    </section>
  )
}
