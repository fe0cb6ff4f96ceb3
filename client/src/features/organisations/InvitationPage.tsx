import type { AllOperations, Reply } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { call, read } from '../../platform/api.ts'
import { FetchedPage } from '../../platform/FetchedPage.tsx'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { Notice } from '../../platform/Notice.tsx'
import { PageWaiting } from '../../platform/PageWaiting.tsx'
import { useMe } from '../../platform/session.tsx'
import { Button, FormActions, PageHeader } from '../../ui/index.ts'
import styles from './InvitationPage.module.css'

/** Says who invites for what, and leads through signing in first where that is needed. */
export function InvitationPage() {
  const { t } = useTranslation()
  const { token = '' } = useParams()
  const { isPending } = useMe()
  const invitation = useQuery(read('organisations.showInvitation', { token }))
  return (
    <FetchedPage
      title={t('membership.invitation.page')}
      fetched={invitation}
      nowhere={
        <Page title={t('membership.invitation.page')}>
          <Notice
            drawing="notFound"
            title={t('membership.invitation.over')}
            text={t('membership.invitation.overText')}
          >
            <Button href="/">{t('common.toStart')}</Button>
          </Notice>
        </Page>
      }
    >
      {(data) => (isPending ? <PageWaiting /> : <Open token={token} invitation={data} />)}
    </FetchedPage>
  )
}

interface OpenProps {
  token: string
  invitation: Reply<AllOperations['organisations.showInvitation']>
}

function Open({ token, invitation }: OpenProps) {
  const { t } = useTranslation()
  const { user } = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const accept = useMutation({
    mutationFn: () => call('organisations.acceptInvitation', { token }),
    onSuccess: async ({ slug }) => {
      await queries.invalidateQueries({ queryKey: ['accounts.me'] })
      void navigate(`/mein-verein?verein=${slug}`, { replace: true })
    },
  })
  const { organisation, invitedBy, email } = invitation
  const query = `?${new URLSearchParams({ weiter: `/einladung/${token}`, ...(email !== null && { email }) })}`
  const foreign = user !== null && email !== null && user.email !== email
  return (
    <Page title={t('membership.invitation.page')}>
      <PageHeader
        title={t('membership.invitation.title', { organisation })}
        lead={t(
          invitation.role === 'admin' ? 'membership.invitation.leadAdmin' : 'membership.invitation.lead',
          {
            invitedBy,
            organisation,
          },
        )}
      />
      <div className={styles.words}>
        <FormProblem form={{ attempt: 0, errors: [], problem: accept.error }} />
        {user === null && (
          <p>
            {email === null
              ? t('membership.invitation.needsAnyAccount')
              : t('membership.invitation.needsAccount', { email })}
          </p>
        )}
        {foreign && <p>{t('membership.invitation.otherAddress', { email, own: user.email })}</p>}
        <FormActions>
          {user === null && (
            <>
              <Button href={`/registrieren${query}`}>{t('common.register')}</Button>
              <Button look="line" href={`/anmelden${query}`}>
                {t('common.signIn')}
              </Button>
            </>
          )}
          {foreign && (
            <Button look="line" href="/ich">
              {t('membership.invitation.toAccount')}
            </Button>
          )}
          {user !== null && !foreign && (
            <Button
              big
              onClick={() => accept.mutate()}
              busy={accept.isPending}
              busyLabel={t('common.loading')}
            >
              {t('membership.invitation.accept')}
            </Button>
          )}
        </FormActions>
      </div>
    </Page>
  )
}
