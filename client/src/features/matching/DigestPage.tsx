import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call, read } from '../../platform/api.ts'
import { FetchedPage } from '../../platform/FetchedPage.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { Notice } from '../../platform/Notice.tsx'
import { useProblemText } from '../../platform/problem.ts'
import { Banner, Button } from '../../ui/index.ts'

/** Where the last link of the weekly mail leads: says what holds, and ends the mail on one tap. */
export function DigestPage() {
  const { t } = useTranslation()
  const { token = '' } = useParams()
  const held = useQuery(read('matching.showDigest', { token }))
  const title = t('feed.digest.title')
  return (
    <FetchedPage
      title={title}
      fetched={held}
      nowhere={
        <Page title={title}>
          <Notice drawing="notFound" title={t('feed.digest.over')} text={t('feed.digest.overText')}>
            <Button href="/ich/benachrichtigungen">{t('feed.digest.toSettings')}</Button>
          </Notice>
        </Page>
      }
    >
      {({ weekly }) => <Digest token={token} weekly={weekly} />}
    </FetchedPage>
  )
}

function Digest({ token, weekly }: { token: string; weekly: boolean }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (wanted: boolean) => call('matching.endDigest', { token, weekly: wanted }),
    onSuccess: (now) => queries.setQueryData(read('matching.showDigest', { token }).queryKey, now),
  })
  const state = weekly ? 'on' : 'off'
  return (
    <Page title={t('feed.digest.title')}>
      <div aria-live="polite">
        <Notice title={t(`feed.digest.${state}.title`)} text={t(`feed.digest.${state}.text`)}>
          <Button look={weekly ? 'filled' : 'line'} busy={isPending} onClick={() => mutate(!weekly)}>
            {t(`feed.digest.${state}.act`)}
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
