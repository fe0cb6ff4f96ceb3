import type { ReleaseSource } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/api.ts'
import { isLocale, languageOf, useLocale, useTranslation } from '../../../platform/i18n.ts'
import { newClientId } from '../../../platform/ids.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Button, useToast } from '../../../ui/index.ts'
import { releaseEditorHref } from './press-hrefs.ts'

/** Under published results, for whoever works on them: a press release begins with what was found. */
export function PressStart({ source }: { source: ReleaseSource }) {
  const { t } = useTranslation()
  const locale = useLocale()
  // For newsrooms, which read no plain German version of it.
  const language = languageOf(locale)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const [clientId] = useState(newClientId)
  const begin = useMutation({
    mutationFn: () =>
      call('results.createRelease', { clientId, source, lang: isLocale(language) ? language : locale }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['results.releases'] })
      void navigate(releaseEditorHref(id))
    },
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  return (
    <Button look="line" onClick={() => begin.mutate()} busy={begin.isPending} busyLabel={t('common.loading')}>
      {t('press.begin')}
    </Button>
  )
}
