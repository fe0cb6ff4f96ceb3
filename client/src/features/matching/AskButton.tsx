import type { ContactRequest, OwnMembership } from '@augenhoehe/contracts'
import { useState } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { Button } from '../../ui/index.ts'
import { RequestDialog } from './dialogs.ts'
import styles from './Matching.module.css'
import { useAsked } from './useAsked.ts'

interface AskButtonProps {
  own: OwnMembership
  other: ContactRequest['organisation']
}

/** One open request is enough: then it says so instead. */
export function AskButton({ own, other }: AskButtonProps) {
  const { t } = useTranslation()
  const asked = useAsked(own.organisationId)
  const [asking, setAsking] = useState(false)
  if (asked.has(other.id)) return <p className={styles.sent}>{t('matching.request.sent')}</p>
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('matching.request.send')}</Button>
      {asking && <RequestDialog own={own} other={other} listing={null} onClose={() => setAsking(false)} />}
    </>
  )
}
