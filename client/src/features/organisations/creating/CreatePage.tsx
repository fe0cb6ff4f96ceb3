import type { CreatingStep, OrganisationDraft, OwnDraft, SimilarOrganisation } from '@augenhoehe/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { call, read } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { ProblemError } from '../../../platform/problem-error.ts'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import { useForm } from '../../../platform/useForm.ts'
import {
  Button,
  ConfirmDialog,
  Form,
  FormActions,
  PageHeader,
  SkeletonLines,
  useToast,
} from '../../../ui/index.ts'
import { entriesOf, toDraft, type ProfileEntries } from '../draft.ts'
import { useProfileWording } from '../profile-form.ts'
import {
  ContactFields,
  FactFields,
  NameFields,
  VisibilityFields,
  WordsFields,
  WorkFields,
} from '../ProfileFields.tsx'
import styles from './Creating.module.css'
import { Look } from './Look.tsx'
import { Progress } from './Progress.tsx'
import { PutAway } from './PutAway.tsx'
import { Similar } from './Similar.tsx'
import { asked, firstOpen, isStep, stepAfter, stepBefore, wrongIn } from './steps.ts'

const draftQuery = () => read('organisations.getDraft', {})

/** Registers an association, one topic after the other; what is filled in is kept on the server after each. */
export function CreatePage() {
  const { t } = useTranslation()
  return (
    <SignInFirst>
      <Page title={t('membership.create.title')} hideTabs>
        <PageHeader title={t('membership.create.title')} />
        <Creating />
      </Page>
    </SignInFirst>
  )
}

function Creating() {
  const { t } = useTranslation()
  // What is on the screen is newer than what a second reading would bring.
  const { data, error, refetch } = useQuery({
    ...draftQuery(),
    staleTime: Infinity,
    refetchOnMount: 'always',
  })
  if (error && !data) return <LoadFailed error={error} onRetry={refetch} />
  if (!data) return <SkeletonLines label={t('common.loading')} node={false} />
  if (data.draft?.putAway) return <PutAway draft={data.draft} />
  return <Steps draft={data.draft} />
}

function Steps({ draft }: { draft: OwnDraft | null }) {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const toast = useToast()
  const [kept, setKept] = useState<ProfileEntries>(() => entriesOf(draft?.entries ?? {}))
  const [discarding, setDiscarding] = useState(false)
  const wanted = params.get('schritt')
  const open = firstOpen(kept)
  const step: CreatingStep = isStep(wanted) ? wanted : draft ? draft.step : 'name'
  const go = (to: CreatingStep) => void navigate(`/mein-verein/neu?schritt=${to}`)

  const take = (saved: OwnDraft, to: CreatingStep) => {
    queries.setQueryData(draftQuery().queryKey, { draft: saved })
    go(to)
  }

  return (
    <div className={styles.steps}>
      <Progress step={step} open={open} />
      {step === 'look' ? (
        <Look
          entries={kept}
          open={open}
          onBack={() => go('visibility')}
          onMissing={(missing) => go(missing)}
          onPublished={({ slug }) => {
            queries.setQueryData(draftQuery().queryKey, { draft: null })
            void queries.invalidateQueries({ queryKey: ['organisations.list'] })
            void queries.invalidateQueries({ queryKey: ['accounts.me'] })
            void navigate(`/mein-verein?verein=${slug}`, { replace: true })
          }}
        />
      ) : (
        <Step key={step} step={step} initial={kept} onTyped={setKept} onSaved={take} onBack={go} />
      )}
      {draft && (
        <p className={styles.quiet}>
          <Button look="text" onClick={() => setDiscarding(true)}>
            {t('creating.discard')}
          </Button>
        </p>
      )}
      <ConfirmDialog
        opened={discarding}
        onCancel={() => setDiscarding(false)}
        title={t('creating.discardQuestion')}
        confirmLabel={t('creating.discard')}
        cancelLabel={t('common.cancel')}
        onConfirm={() =>
          void call('organisations.discardDraft', {}).then(() => {
            queries.setQueryData(draftQuery().queryKey, { draft: null })
            toast.show({ text: t('creating.discarded'), closeLabel: t('common.close') })
            void navigate('/', { replace: true })
          })
        }
      >
        {t('creating.discardText')}
      </ConfirmDialog>
    </div>
  )
}

interface StepProps {
  step: Exclude<CreatingStep, 'look'>
  initial: ProfileEntries
  /** Whatever way one leaves the step, back and forward of the browser too, nothing typed is lost. */
  onTyped: (entries: ProfileEntries) => void
  onSaved: (saved: OwnDraft, to: CreatingStep) => void
  onBack: (to: CreatingStep) => void
}

/** What was saved, and who stands there already. */
interface Alike {
  saved: OwnDraft
  name: string
  municipality: string
  organisations: readonly SimilarOrganisation[]
}

const parts = {
  name: [NameFields],
  work: [WorkFields],
  words: [WordsFields],
  contact: [ContactFields, FactFields],
  visibility: [VisibilityFields],
} as const

function Step({ step, initial, onTyped, onSaved, onBack }: StepProps) {
  const { t } = useTranslation()
  const [alike, setAlike] = useState<Alike | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useForm<ProfileEntries, Alike>({
    initial,
    wording: useProfileWording(),
    wrong: (entries) => wrongIn(step, entries),
    send: async (entries) => {
      const all = toDraft(entries)
      const given = Object.fromEntries(asked[step].map((name) => [name, all[name as keyof typeof all]]))
      const saved = await saveStep(given, stepAfter(step))
      const { name, municipality } = entries
      if (step !== 'name') return { saved, name, municipality, organisations: [] }
      const { organisations } = await call('organisations.similar', { name, municipality })
      return { saved, name, municipality, organisations }
    },
    onDone: (done) => {
      if (done.organisations.length > 0) setAlike(done)
      else onSaved(done.saved, stepAfter(step))
    },
  })
  const { values } = form
  // Whoever changes the name has another question.
  const isAsked = alike?.name === values.name && alike.municipality === values.municipality
  useEffect(() => onTyped(values), [values, onTyped])
  // A new step begins at its heading, for whoever hears the page, too.
  useEffect(() => heading.current?.focus(), [])
  const before = stepBefore(step)
  return (
    <>
      <div>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {t(`creating.step.${step}`)}
        </h2>
        <p className={styles.lead}>{t(`creating.lead.${step}`)}</p>
      </div>
      <Form onSubmit={form.submit} aria-label={t(`creating.step.${step}`)}>
        <FormProblem form={form} />
        {parts[step].map((Part, index) => (
          <Part key={index} form={form} />
        ))}
        {alike && isAsked ? (
          <Similar organisations={alike.organisations} onNew={() => onSaved(alike.saved, stepAfter(step))} />
        ) : (
          <FormActions>
            <Button type="submit" big busy={form.busy} busyLabel={t('creating.saving')}>
              {t('creating.next')}
            </Button>
            {before && (
              <Button look="text" onClick={() => onBack(before)}>
                {t('creating.back')}
              </Button>
            )}
          </FormActions>
        )}
      </Form>
    </>
  )
}

/** What the server refuses stands under the entries; the form knows its fields by their own names. */
async function saveStep(entries: Partial<OrganisationDraft>, step: CreatingStep): Promise<OwnDraft> {
  try {
    return await call('organisations.saveDraft', { entries, step })
  } catch (error) {
    if (!(error instanceof ProblemError) || !error.problem.fields) throw error
    const fields = Object.entries(error.problem.fields).map(([path, reasons]) => [
      path.replace(/^entries\./, ''),
      reasons,
    ])
    throw new ProblemError({ ...error.problem, fields: Object.fromEntries(fields) })
  }
}
