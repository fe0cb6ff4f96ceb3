import type { Organisation, ProfileField } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import styles from './Audience.module.css'

interface AudienceProps {
  organisation: Pick<Organisation, 'visibility'>
  field: ProfileField
}

/** For members: that not everybody sees this. Others are not told who sees what. */
export function Audience({ organisation, field }: AudienceProps) {
  const { t } = useTranslation()
  const audience = organisation.visibility?.[field]
  if (audience === undefined || audience === 'everyone') return null
  return (
    <small className={styles.audience}>
      {t(audience === 'members' ? 'organisations.profile.forMembers' : 'organisations.profile.forSignedIn')}
    </small>
  )
}
