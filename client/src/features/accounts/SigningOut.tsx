import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { nobody, useTakeMe } from '../../platform/session.tsx'
import { Button, ConfirmDialog, FormActions, SectionHead, useToast } from '../../ui/index.ts'

export function SigningOut() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const takeMe = useTakeMe()
  const toast = useToast()
  const problemText = useProblemText()
  const [asking, setAsking] = useState(false)
  const signOut = useMutation({
    mutationFn: (where: 'here' | 'everywhere') =>
      call(where === 'here' ? 'accounts.signOut' : 'accounts.signOutEverywhere', {}),
    onSuccess: () => {
      void navigate('/')
      takeMe(nobody)
    },
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  return (
    <section aria-labelledby="me-out">
      <SectionHead id="me-out">{t('me.out.title')}</SectionHead>
      <FormActions>
        <Button
          look="line"
          onClick={() => signOut.mutate('here')}
          busy={signOut.isPending && signOut.variables === 'here'}
        >
          {t('me.out.here')}
        </Button>
        <Button look="text" onClick={() => setAsking(true)}>
          {t('me.out.everywhere')}
        </Button>
      </FormActions>
      <ConfirmDialog
        opened={asking}
        title={t('me.out.question')}
        confirmLabel={t('me.out.confirm')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => signOut.mutate('everywhere')}
        onCancel={() => setAsking(false)}
        busy={signOut.isPending}
        busyLabel={t('common.loading')}
      >
        <p>{t('me.out.text')}</p>
      </ConfirmDialog>
    </section>
  )
}
