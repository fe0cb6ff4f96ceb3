import type { Organisation } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { SwitchField, useToast } from '../../ui/index.ts'
import { useTakeOrganisation } from './take-organisation.ts'

export function WritingSwitch({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const toast = useToast()
  const problemText = useProblemText()
  const take = useTakeOrganisation()
  const change = useMutation({
    mutationFn: (membersMayWrite: boolean) =>
      call('organisations.change', { organisationId: organisation.id, membersMayWrite }),
    onSuccess: take,
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  return (
    <SwitchField
      label={t('membership.members.mayWrite')}
      hint={t('membership.members.mayWriteHint')}
      checked={change.isPending ? change.variables : organisation.membersMayWrite}
      onChange={(event) => change.mutate(event.currentTarget.checked)}
    />
  )
}
