import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { PageHeader } from '../../ui/index.ts'
import { noEntries } from './draft.ts'
import { OrganisationForm } from './OrganisationForm.tsx'

export function CreatePage() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return (
    <SignInFirst>
      <Page title={t('membership.create.title')}>
        <PageHeader title={t('membership.create.title')} lead={t('membership.create.lead')} />
        <OrganisationForm
          initial={noEntries}
          submitLabel={t('membership.create.submit')}
          send={(draft) => call('organisations.create', draft)}
          onDone={({ slug }) => {
            void queries.invalidateQueries({ queryKey: ['organisations.list'] })
            void queries.invalidateQueries({ queryKey: ['accounts.me'] })
            void navigate(`/mein-verein?verein=${slug}`, { replace: true })
          }}
        />
      </Page>
    </SignInFirst>
  )
}
