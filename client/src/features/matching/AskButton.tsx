import type { ContactRequest, OwnMembership } from '@augenhoehe/contracts'
import { useState } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { Button } from '../../ui/index.ts'
import { ReferDialog, RequestDialog } from './dialogs.ts'
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
  const [opened, setOpened] = useState<'request' | 'referral' | null>(null)
  const close = () => setOpened(null)
  return (
    <>
      {asked.has(other.id) ? (
        <p className={styles.sent}>{t('matching.request.sent')}</p>
      ) : (
        <Button onClick={() => setOpened('request')}>{t('matching.request.send')}</Button>
      )}
      <Button look="text" onClick={() => setOpened('referral')}>
        {t('matching.request.refer')}
      </Button>
      {opened === 'request' && <RequestDialog own={own} other={other} listing={null} onClose={close} />}
      {opened === 'referral' && <ReferDialog own={own} other={other} onClose={close} />}
    </>
  )
}
