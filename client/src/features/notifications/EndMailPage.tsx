import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call, read } from '../../platform/api.ts'
import { FetchedPage } from '../../platform/FetchedPage.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { Notice } from '../../platform/Notice.tsx'
import { useProblemText } from '../../platform/problem.ts'
import { Banner, Button } from '../../ui/index.ts'

/** Where the last link of a mail leads, without signing in: says what holds, ends it on one tap, and takes it back. */
export function EndMailPage() {
  const { t } = useTranslation()
  const { token = '' } = useParams()
  const held = useQuery(read('notifications.showMailLink', { token }))
  const title = t('notifications.end.title')
  return (
    <FetchedPage
      title={title}
      fetched={held}
      nowhere={
        <Page title={title}>
          <Notice
            drawing="notFound"
            title={t('notifications.end.over')}
            text={t('notifications.end.overText')}
          >
            <Button href="/ich/benachrichtigungen">{t('notifications.settings')}</Button>
          </Notice>
        </Page>
      }
    >
      {(state) => <Mails token={token} {...state} />}
    </FetchedPage>
  )
}

function Mails({ token, what, on }: { token: string; what: 'mail' | 'digest'; on: boolean }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (wanted: boolean) => call('notifications.setByMailLink', { token, on: wanted }),
    onSuccess: (now) => queries.setQueryData(read('notifications.showMailLink', { token }).queryKey, now),
  })
  const state = on ? 'on' : 'off'
  return (
    <Page title={t('notifications.end.title')}>
      <div aria-live="polite">
        <Notice
          title={t(`notifications.end.${what}.${state}.title`)}
          text={t(`notifications.end.${what}.${state}.text`)}
        >
          <Button look={on ? 'filled' : 'line'} busy={isPending} onClick={() => mutate(!on)}>
            {t(`notifications.end.${what}.${state}.act`)}
          </Button>
        </Notice>
        {error && (
          <Banner tone="problem" inset>
            {problemText(error)}
          </Banner>
        )}
      </div>
    </Page>
  )
}
