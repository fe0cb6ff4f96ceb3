import type { PressQuote, ReleaseDraft } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ClearField } from '../../../platform/clarity/ClearField.tsx'
import { call, read } from '../../../platform/api.ts'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { useLocale, useTranslation } from '../../../platform/i18n.ts'
import { newClientId } from '../../../platform/ids.ts'
import { Page } from '../../../platform/layout.tsx'
import { NotFoundPage } from '../../../platform/NotFoundPage.tsx'
import { isProblem } from '../../../platform/problem-error.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import {
  Button,
  ConfirmDialog,
  FormActions,
  Link,
  PageHeader,
  SectionHead,
  Tag,
  TextField,
  useToast,
  VisuallyHidden,
} from '../../../ui/index.ts'
import { documentationHref, recordHref } from '../addresses.ts'
import { PartList } from '../drafting/PartList.tsx'
import { SaveProblem } from '../drafting/SaveProblem.tsx'
import { useKeptDraft } from '../drafting/useKeptDraft.ts'
import { berlinMoment } from './berlin.ts'
import styles from './Press.module.css'
import { pressHref, releaseHref } from './press-hrefs.ts'
import { QuoteDialog } from './QuoteDialog.tsx'
import { QuoteWaiting } from './QuoteWaiting.tsx'
import { UnplacedQuotes } from './UnplacedQuotes.tsx'
import { usePressNews } from './usePressNews.ts'
import { isSame, sentOf, typedOf, unplaced, wrongIn, type Typed } from './writing.ts'

/** `/presse/:releaseId/bearbeiten`, for whoever works on the results it is made from. */
export function PressEditorPage() {
  return (
    <SignInFirst>
      <Stored />
    </SignInFirst>
  )
}

function Stored() {
  const { t } = useTranslation()
  const { releaseId = '' } = useParams()
  usePressNews()
  const draft = useQuery(read('results.releaseDraft', { releaseId }))
  // Who may read a release need not be one of those who write it.
  if (isProblem(draft.error, 'action.forbidden')) return <NotFoundPage />
  return (
    <FetchedPage title={t('press.edit.title')} fetched={draft}>
      {(data) => <Editor key={data.id} stored={data} />}
    </FetchedPage>
  )
}

function Editor({ stored }: { stored: ReleaseDraft }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const navigate = useNavigate()
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const releaseId = stored.id
  const draft = useKeptDraft({
    kind: 'press',
    id: releaseId,
    stored: { rev: stored.rev, typed: typedOf(stored) },
    isSame,
  })
  const { rev, typed, isDirty } = draft
  const [wrong, setWrong] = useState<ReturnType<typeof wrongIn> | null>(null)
  const [asking, setAsking] = useState<'quote' | 'publish' | 'remove' | PressQuote | null>(null)

  const draftKey = read('results.releaseDraft', { releaseId }).queryKey
  const again = () => queries.invalidateQueries({ queryKey: ['results.releaseDraft'] })
  const complain = (error: Error) => {
    setAsking(null)
    void again()
    toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
  }
  const save = useMutation({
    mutationFn: (over: { rev: number; typed: Typed }) =>
      call('results.changeRelease', { releaseId, rev: over.rev, ...sentOf(over.typed) }),
    onSuccess: (next, sent) => {
      queries.setQueryData(draftKey, next)
      draft.saved({ rev: next.rev, typed: typedOf(next) }, sent.typed)
      void queries.invalidateQueries({ queryKey: ['results.releases'] })
      toast.show({ text: t('common.saved'), closeLabel: t('common.close') })
    },
    onError: (error) => {
      if (isProblem(error, 'conflict')) void again()
    },
  })
  const publish = useMutation({
    mutationFn: () => call('results.publishRelease', { releaseId, rev }),
    onSuccess: (next) => {
      queries.setQueryData(read('results.release', { releaseId }).queryKey, next)
      void again()
      void queries.invalidateQueries({ queryKey: ['results.releases'] })
      toast.show({ text: t('press.edit.published'), closeLabel: t('common.close') })
      void navigate(releaseHref(releaseId))
    },
    onError: complain,
  })
  const remove = useMutation({
    mutationFn: () => call('results.removeRelease', { releaseId }),
    onSuccess: () => {
      draft.takeStored()
      void queries.invalidateQueries({ queryKey: ['results.releases'] })
      toast.show({ text: t('press.edit.removed'), closeLabel: t('common.close') })
      void navigate(pressHref)
    },
    onError: complain,
  })

  const submit = () => {
    const found = wrongIn(typed)
    setWrong(found)
    if (!found.email && !found.phone && !found.embargo) save.mutate({ rev, typed })
  }
  const change = (part: Partial<Typed>) => {
    setWrong(null)
    if (save.isError) save.reset()
    draft.change(() => part)
  }
  const place = (quoteId: string) =>
    draft.change(({ parts }) => ({ parts: [...parts, { key: newClientId(), kind: 'quotation', quoteId }] }))
  const field = (name: 'heading' | 'lead' | 'office' | 'email' | 'phone' | 'date' | 'time') => ({
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  })
  const homeless = unplaced(typed, stored.quotes)
  const isReady = !isDirty && stored.missing.length === 0 && stored.hasChanges

  return (
    <Page title={t('press.edit.title')}>
      <PageHeader
        title={t('press.edit.title')}
        lead={t('press.edit.lead')}
        facts={
          <>
            {stored.state === 'draft' && <Tag>{t('common.draft')}</Tag>}
            {stored.state === 'embargoed' && <Tag>{t('press.edit.isEmbargoed')}</Tag>}
            {stored.state === 'public' && <Tag tone="leaf">{t('results.builder.isPublished')}</Tag>}
            {stored.sourceTitle !== null && (
              <Link
                href={
                  stored.source.kind === 'record'
                    ? recordHref(stored.source.id)
                    : documentationHref(stored.source.id)
                }
              >
                <bdi>{stored.sourceTitle}</bdi>
              </Link>
            )}
          </>
        }
        actions={
          stored.state !== 'draft' && (
            <Button look="line" href={releaseHref(releaseId)}>
              {t('results.builder.view')}
            </Button>
          )
        }
      />
      <div className={styles.fields}>
        <TextField {...field('heading')} label={t('press.edit.heading')} maxLength={200} dir="auto" />
        <ClearField
          {...field('lead')}
          label={t('press.edit.leadField')}
          hint={t('press.edit.leadHint')}
          maxLength={1000}
          minRows={3}
          maxRows={10}
          dir="auto"
        />
      </div>
      <section className={styles.section} aria-labelledby="press-parts">
        <SectionHead id="press-parts">{t('press.edit.parts')}</SectionHead>
        <PartList
          parts={typed.parts}
          onChange={(parts) => change({ parts })}
          heading={({ kind }, n) =>
            t(kind === 'text' ? 'press.edit.paragraph' : 'press.edit.quotation', { n })
          }
          removedText={t('press.edit.partRemoved')}
        >
          {(part, n, onChange) =>
            part.kind === 'text' ? (
              <ClearField
                label={<VisuallyHidden>{t('press.edit.paragraph', { n })}</VisuallyHidden>}
                value={part.text}
                onChange={(event) => onChange({ ...part, text: event.currentTarget.value })}
                maxLength={10_000}
                minRows={3}
                maxRows={20}
                dir="auto"
              />
            ) : (
              stored.quotes
                .filter(({ id }) => id === part.quoteId)
                .map((quote) => (
                  <QuoteWaiting key={quote.id} quote={quote} releaseId={releaseId} onReword={setAsking} />
                ))
            )
          }
        </PartList>
        <div className={styles.acts}>
          <Button
            look="line"
            onClick={() =>
              change({ parts: [...typed.parts, { key: newClientId(), kind: 'text', text: '' }] })
            }
          >
            {t('press.edit.addText')}
          </Button>
          <Button look="line" onClick={() => setAsking('quote')}>
            {t('press.edit.addQuote')}
          </Button>
        </div>
        {homeless.length > 0 && (
          <UnplacedQuotes release={stored} quotes={homeless} onPlace={place} onReword={setAsking} />
        )}
      </section>
      <section className={styles.section} aria-labelledby="press-office">
        <SectionHead id="press-office">{t('press.contact.title')}</SectionHead>
        <p className={styles.quiet}>{t('press.edit.contactText')}</p>
        <TextField
          {...field('office')}
          label={t('press.edit.office')}
          hint={t('press.edit.officeHint')}
          maxLength={200}
          dir="auto"
        />
        <div className={styles.beside}>
          <TextField
            {...field('email')}
            type="email"
            label={t('press.edit.email')}
            error={wrong?.email ? t('press.edit.emailWrong') : undefined}
            maxLength={254}
          />
          <TextField
            {...field('phone')}
            type="tel"
            label={t('press.edit.phone')}
            error={wrong?.phone ? t('press.edit.phoneWrong') : undefined}
            maxLength={40}
          />
        </div>
      </section>
      <section className={styles.section} aria-labelledby="press-embargo">
        <SectionHead id="press-embargo">{t('press.edit.embargo')}</SectionHead>
        <p className={styles.quiet}>
          {t(stored.state === 'public' ? 'press.edit.embargoOver' : 'press.edit.embargoText')}
        </p>
        {stored.state !== 'public' && (
          <div className={styles.beside}>
            <TextField
              {...field('date')}
              type="date"
              label={t('press.edit.day')}
              error={wrong?.embargo ? t('press.edit.embargoWrong') : undefined}
            />
            <TextField {...field('time')} type="time" label={t('press.edit.time')} />
          </div>
        )}
      </section>
      {!isDirty && stored.missing.length > 0 && (
        <div className={styles.missing}>
          <p>{t('press.missing.title')}</p>
          <ul>
            {stored.missing.map((one) => (
              <li key={one}>{t(`press.missing.${one}`)}</li>
            ))}
          </ul>
        </div>
      )}
      <SaveProblem
        error={save.error}
        conflictText={t('press.edit.conflict')}
        onTakeMine={() => save.mutate({ rev: stored.rev, typed })}
        onTakeTheirs={() => {
          save.reset()
          draft.takeStored()
        }}
      />
      <FormActions>
        <Button
          look={isReady ? 'line' : 'filled'}
          onClick={submit}
          busy={save.isPending}
          busyLabel={t('results.edit.saving')}
        >
          {t('common.save')}
        </Button>
        {isReady && <Button onClick={() => setAsking('publish')}>{t('results.publish.send')}</Button>}
        {stored.state === 'draft' && (
          <Button look="text" onClick={() => setAsking('remove')}>
            {t('press.edit.remove')}
          </Button>
        )}
        <output className={styles.small}>{t(isDirty ? 'results.edit.unsaved' : 'results.edit.saved')}</output>
      </FormActions>
      {asking !== null && typeof asking === 'object' && (
        <QuoteDialog
          stored={stored}
          quote={asking}
          onClose={() => setAsking(null)}
          onAsked={() => undefined}
        />
      )}
      {asking === 'quote' && (
        <QuoteDialog stored={stored} quote={null} onClose={() => setAsking(null)} onAsked={place} />
      )}
      <ConfirmDialog
        opened={asking === 'publish'}
        title={t('press.edit.publishQuestion')}
        confirmLabel={t('results.publish.send')}
        cancelLabel={t('common.cancel')}
        busy={publish.isPending}
        busyLabel={t('common.loading')}
        onConfirm={() => publish.mutate()}
        onCancel={() => setAsking(null)}
      >
        <p>
          {stored.embargo !== null && stored.state !== 'public'
            ? t('press.edit.publishLater', { moment: berlinMoment(stored.embargo, locale) })
            : t('press.edit.publishNow')}
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'remove'}
        title={t('press.edit.removeQuestion')}
        confirmLabel={t('press.edit.remove')}
        cancelLabel={t('common.cancel')}
        busy={remove.isPending}
        busyLabel={t('common.loading')}
        onConfirm={() => remove.mutate()}
        onCancel={() => setAsking(null)}
      >
        <p>{t('press.edit.removeText')}</p>
      </ConfirmDialog>
    </Page>
  )
}
