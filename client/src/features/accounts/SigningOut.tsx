import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { offline, useOffline } from '../../platform/later-offline.ts'
import { useProblemText } from '../../platform/problem.ts'
import { nobody, useTakeMe } from '../../platform/session.tsx'
import { Button, ConfirmDialog, FormActions, Link, SectionHead, useToast } from '../../ui/index.ts'

/** What was not sent goes with everything else that is kept here: never without being told. */
export function SigningOut({ userId }: { userId: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const takeMe = useTakeMe()
  const toast = useToast()
  const problemText = useProblemText()
  const unsent = useOffline()?.outboxOf(userId).read().length ?? 0
  const [asking, setAsking] = useState<'everywhere' | 'unsent' | null>(null)
  const signOut = useMutation({
    mutationFn: (where: 'here' | 'everywhere') =>
      call(where === 'here' ? 'accounts.signOut' : 'accounts.signOutEverywhere', {}),
    onSuccess: async () => {
      // Whoever comes to this device next finds nothing of it.
      await offline().then(
        ({ forgetPerson }) => forgetPerson(userId),
        () => undefined,
      )
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
          onClick={() => (unsent > 0 ? setAsking('unsent') : signOut.mutate('here'))}
          busy={signOut.isPending && signOut.variables === 'here'}
        >
          {t('me.out.here')}
        </Button>
        <Button look="text" onClick={() => setAsking('everywhere')}>
          {t('me.out.everywhere')}
        </Button>
      </FormActions>
      <ConfirmDialog
        opened={asking === 'everywhere'}
        title={t('me.out.question')}
        confirmLabel={t('me.out.confirm')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => signOut.mutate('everywhere')}
        onCancel={() => setAsking(null)}
        busy={signOut.isPending}
        busyLabel={t('common.loading')}
      >
        <p>{t('me.out.text')}</p>
        {unsent > 0 && <p>{t('offline.leaving.text', { count: unsent })}</p>}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'unsent'}
        title={t('offline.leaving.title')}
        confirmLabel={t('offline.leaving.confirm')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => signOut.mutate('here')}
        onCancel={() => setAsking(null)}
        busy={signOut.isPending}
        busyLabel={t('common.loading')}
      >
        <p>{t('offline.leaving.text', { count: unsent })}</p>
        <p>
          <Link href="/ungesendet">{t('offline.unsent', { count: unsent })}</Link>
        </p>
      </ConfirmDialog>
    </section>
  )
}
