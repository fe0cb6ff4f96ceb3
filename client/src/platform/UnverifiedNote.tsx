import type { ActingOrganisation } from '@augenhoehe/contracts'
import { useTranslation } from './i18n.ts'
import { useVerified } from './verification-news.ts'

interface UnverifiedNoteProps {
  of: Pick<ActingOrganisation, 'slug' | 'verified'>
}

/** Where one decides about an association: that nobody has verified it, as a sentence. Its words load later. */
export function UnverifiedNote({ of }: UnverifiedNoteProps) {
  const { t } = useTranslation()
  return useVerified(of) ? null : <p>{t('verification.otherUnverified')}</p>
}
