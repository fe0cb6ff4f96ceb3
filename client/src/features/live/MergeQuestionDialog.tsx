import type { WallQuestion } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { Button, Dialog } from '../../ui/index.ts'
import styles from './Desk.module.css'
import { useLive } from './SessionContext.ts'
import type { DeskActs } from './useDeskActs.ts'
import { inWallOrder } from './wall-order.ts'

interface MergeQuestionDialogProps {
  question: WallQuestion
  acts: DeskActs
  onClose: () => void
}

/** Which question it is the same as: one tap, and all who asked stay. */
export function MergeQuestionDialog({ question, acts, onClose }: MergeQuestionDialogProps) {
  const { t } = useTranslation()
  const { view } = useLive()
  const targets = inWallOrder(view.session.questions).filter(
    ({ id, state }) =>
      id !== question.id && (state === 'published' || state === 'called' || state === 'answered'),
  )
  const merge = (into: string) => {
    void acts.act('live.mergeQuestions', { questionId: question.id, into, rev: question.rev })
    onClose()
  }
  return (
    <Dialog opened onClose={onClose} title={t('live.merge.title')} closeLabel={t('common.close')}>
      <p>
        <q dir="auto">{question.text}</q>
      </p>
      <p className={styles.small}>{t('live.merge.text')}</p>
      <div className={styles.targets}>
        {targets.map(({ id, text }) => (
          <Button key={id} look="line" wide onClick={() => merge(id)}>
            <span dir="auto">{text}</span>
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
