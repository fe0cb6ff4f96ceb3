import type { ReportReceipt } from '@augenhoehe/contracts'
import { useEffect, useRef } from 'react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { Button, Link, TextField, useToast } from '../../ui/index.ts'
import styles from './Moderation.module.css'

/** Who looks at it and until when; whoever has no account keeps the link. */
export function ReportSent({ receipt }: { receipt: ReportReceipt }) {
  const { t } = useTranslation()
  const { formatWeekday } = useFormat()
  const { isSignedIn } = useMe()
  const toast = useToast()
  const words = useRef<HTMLParagraphElement>(null)
  // The button that was pressed is gone; what follows should be heard.
  useEffect(() => words.current?.focus(), [])
  const link = `${window.location.origin}/meldung/${receipt.token}`
  const copy = () =>
    void navigator.clipboard.writeText(link).then(
      () => toast.show({ text: t('moderating.report.copied'), closeLabel: t('common.close') }),
      () => undefined,
    )
  return (
    <div className={styles.column}>
      <p ref={words} tabIndex={-1} className={styles.told}>
        {t(`moderating.report.handledBy.${receipt.handledBy}`, { day: formatWeekday(receipt.dueAt) })}
      </p>
      {isSignedIn ? (
        <p>
          {t('moderating.report.ownList')} <Link href="/ich/meldungen">{t('moderating.report.toOwn')}</Link>
        </p>
      ) : (
        <>
          <p>{t('moderating.report.keep')}</p>
          <TextField
            label={t('moderating.report.link')}
            value={link}
            readOnly
            dir="ltr"
            onFocus={(event) => event.currentTarget.select()}
          />
          {/* Without a secure context there is no clipboard; the address stands in the field. */}
          {'clipboard' in navigator && (
            <div>
              <Button look="line" onClick={copy}>
                {t('moderating.report.copy')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  )
}
