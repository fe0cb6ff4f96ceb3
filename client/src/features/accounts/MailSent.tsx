import { Button } from '../../ui/index.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { AccountFrame } from './AccountFrame.tsx'
import styles from './MailSent.module.css'

interface MailSentProps {
  title: string
  email: string
  /** What to do with the mail. */
  text: string
  onAgain: () => void
}

/** The same words whether or not the address is known: nobody can find out who has an account. */
export function MailSent({ title, email, text, onAgain }: MailSentProps) {
  const { t } = useTranslation()
  return (
    <AccountFrame title={title}>
      <div className={styles.words}>
        <p>{text}</p>
        <p>
          {t('accounts.mail.to')} <bdi className={styles.address}>{email}</bdi>
        </p>
        <p className={styles.hint}>{t('accounts.mail.hint')}</p>
        <div>
          <Button look="line" onClick={onAgain}>
            {t('accounts.mail.again')}
          </Button>
        </div>
      </div>
    </AccountFrame>
  )
}
