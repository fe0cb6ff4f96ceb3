import type { ActingOrganisation } from '@augenhoehe/contracts'
import { lazy, Suspense } from 'react'
import { useTranslation } from './i18n.ts'
import { useVerified } from './verification-news.ts'

/** The words are there at once; what they mean a moment later, because few pages need it. */
const Explained = lazy(async () => ({ default: (await import('../ui/Explained.tsx')).Explained }))

interface UnverifiedProps {
  of: Pick<ActingOrganisation, 'slug' | 'verified'>
  /** Follows other words on the same line. */
  separated?: boolean
}

/** That nobody has looked yet whether an association exists; nothing where somebody has. Wherever an association acts. */
export function Unverified({ of, separated = false }: UnverifiedProps) {
  const { t } = useTranslation()
  const words = t('organisations.unverified')
  return useVerified(of) ? null : (
    <>
      {separated && ' · '}
      <Suspense fallback={<small>{words}</small>}>
        <Explained explanation={t('organisations.unverifiedMeans')}>{words}</Explained>
      </Suspense>
    </>
  )
}
