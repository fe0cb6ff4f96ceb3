import { Button } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import styles from './MoreButton.module.css'

interface MoreButtonProps {
  onClick: () => void
  busy?: boolean
}

/** Under a list that goes on. */
export function MoreButton({ onClick, busy = false }: MoreButtonProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.more}>
      <Button look="line" onClick={onClick} busy={busy} busyLabel={t('common.loading')}>
        {t('common.more')}
      </Button>
    </div>
  )
}
