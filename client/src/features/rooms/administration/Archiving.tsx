import type { RoomFrame } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Button, SectionHead, useToast } from '../../../ui/index.ts'
import styles from './Administration.module.css'

interface ArchivingProps {
  frame: RoomFrame
  onSaved: (frame: RoomFrame) => void
}

/** Can be undone with the same button, so nothing is asked. */
export function Archiving({ frame, onSaved }: ArchivingProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const problemText = useProblemText()
  const change = useMutation({
    mutationFn: () => call(frame.archived ? 'rooms.unarchive' : 'rooms.archive', { roomId: frame.id }),
    onSuccess: onSaved,
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  return (
    <section aria-labelledby="frame-archive">
      <SectionHead id="frame-archive">{t('rooms.archive')}</SectionHead>
      <p className={styles.text}>
        {t(frame.archived ? 'administration.archive.isText' : 'administration.archive.text')}
      </p>
      <Button look="line" busy={change.isPending} onClick={() => change.mutate()}>
        {t(frame.archived ? 'administration.archive.undo' : 'administration.archive.do')}
      </Button>
    </section>
  )
}
