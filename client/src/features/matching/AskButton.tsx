import type { OwnMembership } from '@augenhoehe/contracts'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { Button } from '../../ui/index.ts'
import styles from './Matching.module.css'
import { useAsked } from './useAsked.ts'

interface AskButtonProps {
  own: OwnMembership
  other: { id: string; name: string }
}

const RequestDialog = lazy(async () => ({ default: (await import('./RequestDialog.tsx')).RequestDialog }))

/** One open request is enough: then it says so instead. */
export function AskButton({ own, other }: AskButtonProps) {
  const { t } = useTranslation()
  const asked = useAsked(own.organisationId)
  const [asking, setAsking] = useState(false)
  if (asked.has(other.id)) return <p className={styles.sent}>{t('matching.request.sent')}</p>
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('matching.request.send')}</Button>
      {asking && (
        <Suspense>
          <RequestDialog own={own} other={other} listing={null} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  )
}
