import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { Button, useToast } from '../../ui/index.ts'
import styles from './ThreadPage.module.css'

interface EarlierButtonProps {
  busy: boolean
  onPress: () => Promise<void>
}

export function EarlierButton({ busy, onPress }: EarlierButtonProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const toast = useToast()
  const press = () => {
    onPress().catch((error: unknown) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
    )
  }
  return (
    <div className={styles.earlier}>
      <Button look="text" busy={busy} busyLabel={t('common.loading')} onClick={press}>
        {t('threads.earlier')}
      </Button>
    </div>
  )
}
