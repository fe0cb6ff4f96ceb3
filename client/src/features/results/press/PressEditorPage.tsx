import type { PressQuote, ReleaseDraft } from '@augenhoehe/contracts'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { call, read } from '../../../platform/api.ts'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { useLocale, useTranslation } from '../../../platform/i18n.ts'
import { newClientId } from '../../../platform/ids.ts'
import { Page } from '../../../platform/layout.tsx'
import { NotFoundPage } from '../../../platform/NotFoundPage.tsx'
import { isProblem } from '../../../platform/problem-error.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { recall, remember } from '../../../platform/remembered.ts'
import { useMe } from '../../../platform/session.tsx'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import {
  Banner,
  Button,
  Card,
  ConfirmDialog,
  FormActions,
  IconButton,
  Link,
  PageHeader,
  SectionHead,
  Tag,
  TextAreaField,
  TextField,
  useToast,
  VisuallyHidden,
} from '../../../ui/index.ts'
import { documentationHref, recordHref } from '../addresses.ts'
import { moved } from '../documentation/building.ts'
import { berlinMoment } from './berlin.ts'
import styles from './Press.module.css'
import { pressHref, releaseHref } from './press-hrefs.ts'
import { QuoteDialog } from './QuoteDialog.tsx'
import { QuoteWaiting } from './QuoteWaiting.tsx'
import { usePressNews } from './usePressNews.ts'
import { isSame, sentOf, typedOf, unplaced, wrongIn, type PartTyped, type Typed } from './writing.ts'

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

/** What is typed, and what it was typed over. */
interface Kept {
  rev: number
  base: Typed
  typed: Typed
}

const parse = (text: string | null): Kept | null => {
  try {
    return text ? (JSON.parse(text) as Kept) : null
  } catch {
    return null
  }
}

const keptPause = 400

function Editor({ stored }: { stored: ReleaseDraft }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const navigate = useNavigate()
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { user } = useMe()
  const releaseId = stored.id
  const key = `press.${user?.id}.${releaseId}`
  const [kept, setKept] = useState<Kept>(
    () => parse(recall(key)) ?? { rev: stored.rev, base: typedOf(stored), typed: typedOf(stored) },
  )
  const { rev, base, typed } = kept
  const [wrong, setWrong] = useState<ReturnType<typeof wrongIn> | null>(null)
  const [asking, setAsking] = useState<'quote' | 'publish' | 'remove' | PressQuote | null>(null)
  const [said, say] = useState('')
  const isDirty = !isSame(typed, base)
  // Who has typed nothing sees what somebody else has saved.
  if (!isDirty && stored.rev !== rev)
    setKept({ rev: stored.rev, base: typedOf(stored), typed: typedOf(stored) })

  // What is typed survives a reload and a flat battery.
  useEffect(() => {
    const keep = () => remember(key, isDirty ? JSON.stringify(kept) : '')
    const timer = setTimeout(keep, keptPause)
    window.addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', keep)
    }
  }, [key, isDirty, kept])

  const draftKey = read('results.releaseDraft', { releaseId }).queryKey
  const again = () => queries.invalidateQueries({ queryKey: ['results.releaseDraft'] })
  const complain = (error: Error) => {
    setAsking(null)
    void again()
    toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
  }
  const save = useMutation({
    mutationFn: (over: number) => call('results.changeRelease', { releaseId, rev: over, ...sentOf(typed) }),
    onSuccess: (next) => {
      remember(key, '')
      queries.setQueryData(draftKey, next)
      setKept({ rev: next.rev, base: typedOf(next), typed: typedOf(next) })
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
      remember(key, '')
      void queries.invalidateQueries({ queryKey: ['results.releases'] })
      toast.show({ text: t('press.edit.removed'), closeLabel: t('common.close') })
      void navigate(pressHref)
    },
    onError: complain,
  })
  const removeQuote = useMutation({
    mutationFn: (quoteId: string) => call('results.removeQuote', { releaseId, quoteId }),
    onSuccess: () => void again(),
    onError: complain,
  })

  const submit = () => {
    const found = wrongIn(typed)
    setWrong(found)
    if (!found.email && !found.phone && !found.embargo) save.mutate(rev)
  }
  const change = (part: Partial<Typed>) => {
    setWrong(null)
    if (save.isError) save.reset()
    setKept((before) => ({ ...before, typed: { ...before.typed, ...part } }))
  }
  const place = (quoteId: string) =>
    setKept((before) => ({
      ...before,
      typed: {
        ...before.typed,
        parts: [...before.typed.parts, { key: newClientId(), kind: 'quotation', quoteId }],
      },
    }))
  const field = (name: 'heading' | 'lead' | 'office' | 'email' | 'phone' | 'date' | 'time') => ({
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  })
  const isConflict = isProblem(save.error, 'conflict')
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
      <VisuallyHidden>
        <output>{said}</output>
      </VisuallyHidden>
      <div className={styles.fields}>
        <TextField {...field('heading')} label={t('press.edit.heading')} maxLength={200} dir="auto" />
        <TextAreaField
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
        <ol className={styles.parts}>
          {typed.parts.map((part, index) => (
            <li key={part.key}>
              <Part
                part={part}
                n={index + 1}
                quote={
                  part.kind === 'quotation' ? stored.quotes.find(({ id }) => id === part.quoteId) : undefined
                }
                releaseId={releaseId}
                onChange={(text) =>
                  change({ parts: typed.parts.with(index, { key: part.key, kind: 'text', text }) })
                }
                onMove={(by) => {
                  change({ parts: moved(typed.parts, index, by) })
                  say(t('results.edit.moved', { place: index + by + 1, count: typed.parts.length }))
                }}
                isFirst={index === 0}
                isLast={index === typed.parts.length - 1}
                onReword={setAsking}
                onRemove={() => {
                  const before = typed.parts
                  change({ parts: before.toSpliced(index, 1) })
                  toast.show({
                    text: t('press.edit.partRemoved'),
                    closeLabel: t('common.close'),
                    action: { label: t('common.undo'), onAction: () => change({ parts: before }) },
                  })
                }}
              />
            </li>
          ))}
        </ol>
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
          <div className={styles.column}>
            <h3>{t('press.edit.unplaced')}</h3>
            {homeless.map((quote) => (
              <Card key={quote.id}>
                <QuoteWaiting quote={quote} releaseId={releaseId} onReword={setAsking} />
                <div className={styles.acts}>
                  <Button look="line" onClick={() => place(quote.id)}>
                    {t('press.edit.place')}
                  </Button>
                  {!quote.isPublished &&
                    !stored.parts.some((part) => part.kind === 'quotation' && part.quoteId === quote.id) && (
                      <Button
                        look="text"
                        onClick={() => removeQuote.mutate(quote.id)}
                        busy={removeQuote.isPending && removeQuote.variables === quote.id}
                        busyLabel={t('common.loading')}
                      >
                        {t('press.edit.removeQuote')}
                      </Button>
                    )}
                </div>
              </Card>
            ))}
          </div>
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
      {save.error && (
        <div role="alert">
          <Banner
            tone="problem"
            inset
            action={
              isConflict ? (
                <>
                  <Button look="text" onClick={() => save.mutate(stored.rev)}>
                    {t('results.conflict.takeMine')}
                  </Button>
                  <Button
                    look="text"
                    onClick={() => {
                      save.reset()
                      setKept({ rev: stored.rev, base: typedOf(stored), typed: typedOf(stored) })
                    }}
                  >
                    {t('results.builder.takeTheirs')}
                  </Button>
                </>
              ) : undefined
            }
          >
            {isConflict ? t('press.edit.conflict') : problemText(save.error)}
          </Banner>
        </div>
      )}
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

interface PartProps {
  part: PartTyped
  n: number
  quote: PressQuote | undefined
  releaseId: string
  isFirst: boolean
  isLast: boolean
  onChange: (text: string) => void
  onMove: (by: -1 | 1) => void
  onReword: (quote: PressQuote) => void
  onRemove: () => void
}

function Part({
  part,
  n,
  quote,
  releaseId,
  isFirst,
  isLast,
  onChange,
  onMove,
  onReword,
  onRemove,
}: PartProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <Card as="section" labelledBy={id}>
      <div className={styles.partHead}>
        <h3 id={id}>{t(part.kind === 'text' ? 'press.edit.paragraph' : 'press.edit.quotation', { n })}</h3>
        {!isFirst && (
          <IconButton
            label={t('results.builder.up', { n })}
            icon={<IconArrowUp aria-hidden="true" />}
            onClick={() => onMove(-1)}
          />
        )}
        {!isLast && (
          <IconButton
            label={t('results.builder.down', { n })}
            icon={<IconArrowDown aria-hidden="true" />}
            onClick={() => onMove(1)}
          />
        )}
        <IconButton
          label={t('results.builder.remove', { n })}
          icon={<IconTrash aria-hidden="true" />}
          onClick={onRemove}
        />
      </div>
      {part.kind === 'text' ? (
        <TextAreaField
          label={<VisuallyHidden>{t('press.edit.paragraph', { n })}</VisuallyHidden>}
          value={part.text}
          onChange={(event) => onChange(event.currentTarget.value)}
          maxLength={10_000}
          minRows={3}
          maxRows={20}
          dir="auto"
        />
      ) : (
        quote && <QuoteWaiting quote={quote} releaseId={releaseId} onReword={onReword} />
      )}
    </Card>
  )
}
