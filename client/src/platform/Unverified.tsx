import type { ActingOrganisation } from '@augenhoehe/contracts'
import { Explained } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import { useVerified } from './verification-news.ts'

interface UnverifiedProps {
  of: Pick<ActingOrganisation, 'slug' | 'verified'>
  /** Follows other words on the same line. */
  separated?: boolean
}

/** That nobody has looked yet whether an association exists; nothing where somebody has. Wherever an association acts. */
export function Unverified({ of, separated = false }: UnverifiedProps) {
  const { t } = useTranslation()
  return useVerified(of) ? null : (
    <>
      {separated && ' · '}
      <Explained explanation={t('organisations.unverifiedMeans')}>{t('organisations.unverified')}</Explained>
    </>
  )
}
