import type { Contribution } from '@augenhoehe/contracts'
import { call } from '../../platform/api.ts'
import { LanguageDialog } from '../../platform/composing/LanguageDialog.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useToast } from '../../ui/index.ts'

interface SetLanguageDialogProps {
  contribution: Contribution
  onClose: () => void
  onTaken: (contribution: Contribution) => void
}

/** One tap on the right language puts it right for everybody. */
export function SetLanguageDialog({ contribution, onClose, onTaken }: SetLanguageDialogProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const toast = useToast()
  const { threadId, id, lang } = contribution
  const choose = async (tag: string) => {
    if (tag === lang) return
    try {
      onTaken(await call('threads.setLanguage', { threadId, contributionId: id, lang: tag }))
    } catch (error) {
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
    }
  }
  return (
    <LanguageDialog
      opened
      title={t('deciding.translating.which')}
      value={lang}
      detected={lang}
      onClose={onClose}
      onChoose={(tag) => void choose(tag)}
    />
  )
}
