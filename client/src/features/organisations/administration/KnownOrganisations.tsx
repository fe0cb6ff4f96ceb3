import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { usePlaceName } from '../../../platform/reference.ts'
import { Button, Row, Rows, SearchField, SectionHead, Tag } from '../../../ui/index.ts'
import styles from './Administration.module.css'
import { KnownDialog } from './KnownDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'

const reasons = ['dissolved', 'not-as-stated', 'mistake', 'other'] as const

interface Asked {
  act: 'know' | 'revoke'
  id: string
  name: string
}

/** Any association: to say that the centre knows it, or to take a verification back. */
export function KnownOrganisations() {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const [asked, setAsked] = useState<Asked>()
  const { data, error, refetch } = useQuery({
    ...read('organisations.list', { search, limit: 10 }),
    enabled: search !== '',
  })
  const refresh = () => {
    for (const name of ['organisations.listVerifications', 'organisations.list', 'organisations.get'])
      void queries.invalidateQueries({ queryKey: [name] })
  }
  return (
    <section aria-labelledby="known" className={styles.section}>
      <SectionHead id="known">{t('verification.administration.any')}</SectionHead>
      <p className={styles.quiet}>{t('verification.administration.anyText')}</p>
      <SearchField
        label={t('organisations.directory.search')}
        placeholder={t('organisations.directory.placeholder')}
        value={typed}
        onChange={setTyped}
        onSubmit={() => setSearch(typed.trim())}
        submitLabel={t('organisations.directory.submit')}
      />
      {error && <LoadFailed error={error} onRetry={refetch} />}
      {data?.organisations.length === 0 && <p>{t('organisations.directory.none')}</p>}
      {data && data.organisations.length > 0 && (
        <Rows>
          {data.organisations.map(({ id, slug, name, municipality, verified }) => (
            <Row
              key={id}
              level={3}
              title={<bdi>{name}</bdi>}
              href={`/organisationen/${slug}`}
              meta={
                <>
                  {placeName(municipality)}{' '}
                  <Tag tone="line">{t(verified ? 'organisations.verified' : 'organisations.unverified')}</Tag>
                </>
              }
              actions={
                <Button look="line" onClick={() => setAsked({ act: verified ? 'revoke' : 'know', id, name })}>
                  {t(verified ? 'verification.administration.revoke' : 'verification.administration.know')}
                </Button>
              }
            />
          ))}
        </Rows>
      )}
      {asked?.act === 'know' && (
        <KnownDialog
          organisationId={asked.id}
          name={asked.name}
          onDone={refresh}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked?.act === 'revoke' && (
        <ReasonDialog
          title={t('verification.administration.revokeTitle', { name: asked.name })}
          confirmLabel={t('verification.administration.revoke')}
          reasons={reasons}
          send={(reason, note) =>
            call('organisations.revokeVerification', { organisationId: asked.id, reason, note })
          }
          onDone={refresh}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}
