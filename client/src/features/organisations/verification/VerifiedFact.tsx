import type { Organisation } from '@augenhoehe/contracts'
import { Fragment } from 'react'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { Link } from '../../../ui/index.ts'

/** How and when an association was verified, or that nobody has looked yet; blame for nobody. */
export function VerifiedFact({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const { formatDate, comma } = useFormat()
  const { verifiedBy, verifiedAt, vouchedBy } = organisation
  return (
    <>
      <dt>{t('organisations.verification')}</dt>
      <dd>
        {organisation.verified && verifiedBy
          ? t(`organisations.verifiedBy.${verifiedBy}`)
          : t(organisation.verified ? 'organisations.verified' : 'organisations.unverified')}
        {vouchedBy.length > 0 && ': '}
        {vouchedBy.map(({ id, slug, name }, index) => (
          <Fragment key={id}>
            {index > 0 && comma}
            <Link href={`/organisationen/${slug}`}>
              <bdi>{name}</bdi>
            </Link>
          </Fragment>
        ))}
        {verifiedAt && (
          <>
            <br />
            {t('organisations.profile.since', { day: formatDate(verifiedAt) })}
          </>
        )}
      </dd>
    </>
  )
}
