import type { Affiliation } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../platform/api.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import { UnderPage } from '../../../platform/UnderPage.tsx'
import { EmptyState, Rows, SectionHead, SkeletonLines } from '../../../ui/index.ts'
import { AffiliationRow } from './AffiliationRow.tsx'
import styles from './Affiliations.module.css'
import { GrantForm } from './GrantForm.tsx'

const states = ['current', 'coming', 'past'] as const

export function AffiliationsPage() {
  return (
    <StaffOnly>
      <Affiliations />
    </StaffOnly>
  )
}

function Affiliations() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(read('accounts.listAffiliations', {}))
  const inState = (state: Affiliation['state']) =>
    data?.affiliations.filter((one) => one.state === state) ?? []
  return (
    <UnderPage
      title={t('administration.offices.title')}
      up={{ href: '/ich', label: t('common.nav.account') }}
      lead={t('administration.offices.lead')}
    >
      <div className={styles.sections}>
        {error && !data && (
          <LoadFailed title={t('administration.offices.failed')} error={error} onRetry={refetch} />
        )}
        {!data && !error && <SkeletonLines label={t('common.loading')} entries={3} lines={2} />}
        {data?.affiliations.length === 0 && (
          <EmptyState drawing="members" title={t('administration.offices.none')} />
        )}
        {states.map((state) => {
          const some = inState(state)
          return (
            some.length > 0 && (
              <section key={state} aria-labelledby={`offices-${state}`}>
                <SectionHead id={`offices-${state}`}>{t(`administration.offices.${state}`)}</SectionHead>
                <Rows>
                  {some.map((one) => (
                    <AffiliationRow key={one.id} affiliation={one} />
                  ))}
                </Rows>
              </section>
            )
          )
        })}
        <GrantForm />
      </div>
    </UnderPage>
  )
}
