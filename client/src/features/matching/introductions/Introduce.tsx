import type { OrganisationName } from '@augenhoehe/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { call, read } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { newClientId } from '../../../platform/ids.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { usePlaceName } from '../../../platform/reference.ts'
import { useForm } from '../../../platform/useForm.ts'
import {
  Button,
  Form,
  FormActions,
  Row,
  Rows,
  SearchField,
  SectionHead,
  SelectField,
  TextAreaField,
  useToast,
} from '../../../ui/index.ts'
import { useCategoryGroups } from '../vocabulary.ts'
import { IntroductionCard } from './IntroductionCard.tsx'
import styles from './Introductions.module.css'

const most = 5
const nothing = 'none'

interface Draft extends Record<string, unknown> {
  chosen: readonly OrganisationName[]
  category: string
  reason: string
}

/** Who is begun with, where somebody comes from the count of those without a suggestion. */
function useBegun(): readonly OrganisationName[] {
  const [search] = useSearchParams()
  const [id, slug, name] = [search.get('id'), search.get('verein'), search.get('name')]
  return id && slug && name ? [{ id, slug, name }] : []
}

/** Choose associations, say why they fit, see what they will read, and introduce them. */
export function Introduce() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const groups = useCategoryGroups()
  const begun = useBegun()
  const [clientId] = useState(newClientId)
  const form = useForm<Draft, unknown>({
    initial: { chosen: begun, category: nothing, reason: '' },
    wording: { chosen: t('introductions.staff.tooFew'), reason: t('introductions.staff.reasonMissing') },
    wrong: ({ chosen, reason }) => [
      ...(chosen.length < 2 ? (['chosen'] as const) : []),
      ...(reason.trim().length < 10 ? (['reason'] as const) : []),
    ],
    send: ({ chosen, category, reason }) =>
      call('matching.introduce', {
        clientId,
        organisationIds: chosen.map(({ id }) => id),
        category: category === nothing ? null : category,
        reason,
      }),
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['matching.listIntroductions'] })
      toast.show({ text: t('introductions.staff.sent'), closeLabel: t('common.close') })
      void navigate('/verwaltung/vermittlung')
    },
  })
  const { chosen, category, reason } = form.values
  const ids = chosen.map(({ id }) => id)
  const preview = useQuery({
    queryKey: ['matching.previewIntroduction', ids],
    queryFn: () => call('matching.previewIntroduction', { organisationIds: ids }),
    enabled: ids.length >= 2,
  })
  const obstacles = new Map(preview.data?.organisations.map((one) => [one.id, one.obstacles]))
  const { id: chosenId, error: chosenError } = form.field('chosen')
  return (
    <section aria-labelledby="introduce" className={styles.page}>
      <SectionHead id="introduce">{t('introductions.staff.new')}</SectionHead>
      <Find chosen={chosen} onAdd={(one) => form.set('chosen', [...chosen, one])} />
      <Form onSubmit={form.submit} aria-labelledby="introduce">
        <FormProblem form={form} />
        <div className={styles.section} id={chosenId} tabIndex={-1}>
          <h3>{t('introductions.staff.chosen')}</h3>
          {chosenError && <p className={styles.problem}>{chosenError}</p>}
          {chosen.length === 0 ? (
            <p className={styles.quiet}>{t('introductions.staff.none')}</p>
          ) : (
            <Rows>
              {chosen.map(({ id, slug, name }) => (
                <Row
                  key={id}
                  title={<bdi>{name}</bdi>}
                  href={`/organisationen/${slug}`}
                  actions={
                    <Button
                      look="text"
                      onClick={() =>
                        form.set(
                          'chosen',
                          chosen.filter((one) => one.id !== id),
                        )
                      }
                      aria-label={t('introductions.staff.removeNamed', { name })}
                    >
                      {t('introductions.staff.remove')}
                    </Button>
                  }
                >
                  {obstacles.get(id)?.map((obstacle) => (
                    <p key={obstacle} className={styles.problem}>
                      {t(`introductions.staff.obstacle.${obstacle}`)}
                    </p>
                  ))}
                </Row>
              ))}
            </Rows>
          )}
        </div>
        <SelectField
          label={t('introductions.staff.category')}
          data={[{ value: nothing, label: t('introductions.staff.noCategory') }, ...groups]}
          value={category}
          onChange={(value) => form.set('category', value ?? nothing)}
        />
        <TextAreaField
          {...form.text('reason')}
          label={t('introductions.staff.reason')}
          hint={t('introductions.staff.reasonHint')}
          maxLength={600}
          minRows={3}
          dir="auto"
        />
        {chosen.length >= 2 && reason.trim() !== '' && (
          <div className={styles.section}>
            <h3>{t('introductions.staff.preview')}</h3>
            <div className={styles.preview}>
              <IntroductionCard
                level={3}
                introduction={{
                  category: category === nothing ? null : category,
                  reason,
                  state: 'open',
                  organisations: chosen.slice(1).map((one) => ({
                    ...one,
                    verified: true,
                    accepted: false,
                    contactEmail: null,
                  })),
                }}
              />
            </div>
          </div>
        )}
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('introductions.staff.send')}
          </Button>
        </FormActions>
      </Form>
    </section>
  )
}

function Find({
  chosen,
  onAdd,
}: {
  chosen: readonly OrganisationName[]
  onAdd: (one: OrganisationName) => void
}) {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const { data, error, refetch } = useQuery({
    ...read('organisations.list', { search, limit: 10 }),
    enabled: search !== '',
  })
  const isChosen = new Set(chosen.map(({ id }) => id))
  const found = data?.organisations.filter(({ id }) => !isChosen.has(id))
  return (
    <div className={styles.section}>
      <SearchField
        label={t('introductions.staff.find')}
        placeholder={t('organisations.directory.placeholder')}
        value={typed}
        onChange={setTyped}
        onSubmit={() => setSearch(typed.trim())}
        submitLabel={t('organisations.directory.submit')}
      />
      {error && <LoadFailed error={error} onRetry={refetch} size="small" />}
      {found?.length === 0 && <p>{t('organisations.directory.none')}</p>}
      {found && found.length > 0 && (
        <Rows>
          {found.map(({ id, slug, name, municipality }) => (
            <Row
              key={id}
              title={<bdi>{name}</bdi>}
              href={`/organisationen/${slug}`}
              meta={placeName(municipality)}
              actions={
                chosen.length < most && (
                  <Button
                    look="line"
                    onClick={() => onAdd({ id, slug, name })}
                    aria-label={t('introductions.staff.addNamed', { name })}
                  >
                    {t('introductions.staff.add')}
                  </Button>
                )
              }
            />
          ))}
        </Rows>
      )}
    </div>
  )
}
