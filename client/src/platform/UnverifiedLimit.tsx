import type { OwnMembership } from '@augenhoehe/contracts'
import { Banner, Link } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'

interface UnverifiedLimitProps {
  own: OwnMembership | undefined
  what: keyof OwnMembership['openAtOnce']
}

/** Before one meets it: how much an association may have open until it is verified, and the way there. Its words load later. */
export function UnverifiedLimit({ own, what }: UnverifiedLimitProps) {
  const { t } = useTranslation()
  if (!own || own.verified) return null
  return (
    <Banner
      tone="info"
      inset
      action={
        own.role === 'admin' && (
          <Link href={`/mein-verein?verein=${own.slug}#own-verification`}>
            {t('verification.limit.start')}
          </Link>
        )
      }
    >
      {t(`verification.limit.${what}`, { count: own.openAtOnce[what] })}
      {own.role !== 'admin' && ` ${t('verification.limit.admins')}`}
    </Banner>
  )
}
