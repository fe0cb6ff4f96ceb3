import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useNavigate, useParams } from 'react-router'
import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { NotFoundPage } from '../../../platform/NotFoundPage.tsx'
import { isNowhere } from '../../../platform/problem-error.ts'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import { SkeletonLines } from '../../../ui/index.ts'
import { editorHref, recordHref } from '../addresses.ts'

/** `/ergebnisse/sitzung/:sessionId`: the way from a session to its record, which is begun when there is none. */
export function DraftPage() {
  const { sessionId = '' } = useParams()
  return (
    <SignInFirst>
      <Beginning key={sessionId} sessionId={sessionId} />
    </SignInFirst>
  )
}

function Beginning({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { mutate, error } = useMutation({
    mutationFn: () => call('results.draft', { sessionId }),
    onSuccess: ({ id, state }) =>
      navigate(state === 'published' ? recordHref(id) : editorHref(id), { replace: true }),
  })
  // Begun twice it is the same record; once is enough.
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    mutate()
  }, [mutate])

  if (isNowhere(error)) return <NotFoundPage />
  return (
    <Page title={t('results.edit.title')} waiting={!error}>
      {error ? (
        <LoadFailed error={error} onRetry={mutate} size="page" />
      ) : (
        <SkeletonLines label={t('common.loading')} entries={3} node={false} />
      )}
    </Page>
  )
}
