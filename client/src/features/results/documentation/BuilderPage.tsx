import type { Documentation } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { call, read } from '../../../platform/api.ts'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { newClientId } from '../../../platform/ids.ts'
import { Page } from '../../../platform/layout.tsx'
import { isProblem } from '../../../platform/problem-error.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { recall, remember } from '../../../platform/remembered.ts'
import { useMe } from '../../../platform/session.tsx'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import {
  Banner,
  Button,
  ConfirmDialog,
  FormActions,
  PageHeader,
  SectionHead,
  Tag,
  TextField,
  useToast,
  VisuallyHidden,
} from '../../../ui/index.ts'
import { documentationHref } from '../addresses.ts'
import { builderHref } from './builder-href.ts'
import {
  isSame,
  moved,
  sentOf,
  typedOf,
  wrongIn,
  type PartTyped,
  type TextRole,
  type Typed,
} from './building.ts'
import styles from './Documentation.module.css'
import { PartForm } from './PartForm.tsx'

/** `/verwaltung/dokumentationen/neu` and `…/:documentationId`, for staff. */
export function BuilderPage() {
  const { documentationId } = useParams()
  return (
    <StaffOnly>
      {documentationId === undefined ? (
        <Builder stored={null} />
      ) : (
        <Stored documentationId={documentationId} />
      )}
    </StaffOnly>
  )
}

function Stored({ documentationId }: { documentationId: string }) {
  const { t } = useTranslation()
  const documentation = useQuery(read('results.documentation', { documentationId }))
  return (
    <FetchedPage title={t('results.builder.title')} fetched={documentation}>
      {(data) => <Builder key={data.id} stored={data} />}
    </FetchedPage>
  )
}

interface Kept {
  clientId: string
  rev: number
  typed: Typed
}

const parse = (text: string | null): Kept | null => {
  try {
    return text ? (JSON.parse(text) as Kept) : null
  } catch {
    return null
  }
}

const empty: Typed = { title: '', date: '', place: '', parts: [] }
const keptPause = 400

function Builder({ stored }: { stored: Documentation | null }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { user } = useMe()
  const key = `documentation.${user?.id}.${stored?.id ?? 'new'}`
  const [begun] = useState(() => parse(recall(key)))
  const [clientId] = useState(() => begun?.clientId ?? newClientId())
  /** What this was written over. */
  const [rev, setRev] = useState(begun?.rev ?? stored?.rev ?? 0)
  const [typed, setTyped] = useState<Typed>(begun?.typed ?? (stored ? typedOf(stored) : empty))
  const [wrong, setWrong] = useState<ReturnType<typeof wrongIn> | null>(null)
  const [publishing, setPublishing] = useState(false)
  const [said, say] = useState('')
  const isDirty = !isSame(typed, stored ? typedOf(stored) : empty)

  // What is typed survives a reload and a flat battery.
  useEffect(() => {
    const keep = () => remember(key, isDirty ? JSON.stringify({ clientId, rev, typed }) : '')
    const timer = setTimeout(keep, keptPause)
    window.addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', keep)
    }
  }, [key, isDirty, clientId, rev, typed])

  const take = (next: Documentation) => {
    queries.setQueryData(read('results.documentation', { documentationId: next.id }).queryKey, next)
    void queries.invalidateQueries({ queryKey: ['results.list'] })
    setRev(next.rev)
  }
  const save = useMutation({
    mutationFn: (over: number) =>
      stored
        ? call('results.changeDocumentation', { documentationId: stored.id, rev: over, ...sentOf(typed) })
        : call('results.createDocumentation', { clientId, ...sentOf(typed) }),
    onSuccess: (next) => {
      remember(key, '')
      take(next)
      toast.show({ text: t('common.saved'), closeLabel: t('common.close') })
      if (!stored) void navigate(builderHref(next.id), { replace: true })
    },
    onError: (error) => {
      if (isProblem(error, 'conflict'))
        void queries.invalidateQueries({ queryKey: ['results.documentation'] })
    },
  })
  const publish = useMutation({
    mutationFn: (documentationId: string) => call('results.publishDocumentation', { documentationId, rev }),
    onSuccess: (next) => {
      take(next)
      toast.show({ text: t('results.builder.published'), closeLabel: t('common.close') })
      void navigate(documentationHref(next.id))
    },
    onError: (error) => {
      setPublishing(false)
      void queries.invalidateQueries({ queryKey: ['results.documentation'] })
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
    },
  })
  const submit = () => {
    const missing = wrongIn(typed)
    setWrong(missing)
    if (!missing.title && !missing.date && missing.parts.length === 0) save.mutate(rev)
  }
  const change = (part: Partial<Typed>) => {
    setWrong(null)
    if (save.isError) save.reset()
    setTyped((before) => ({ ...before, ...part }))
  }
  const changePart = (at: number, part: PartTyped) => change({ parts: typed.parts.with(at, part) })
  const movePart = (at: number, by: -1 | 1) => {
    change({ parts: moved(typed.parts, at, by) })
    say(t('results.edit.moved', { place: at + by + 1, count: typed.parts.length }))
  }
  const isConflict = isProblem(save.error, 'conflict')
  const title = t(stored ? 'results.builder.title' : 'results.builder.begin')

  return (
    <Page title={title}>
      <PageHeader
        title={title}
        lead={t('results.builder.text')}
        facts={
          stored &&
          (stored.published ? (
            <Tag tone="leaf">{t('results.builder.isPublished')}</Tag>
          ) : (
            <Tag>{t('common.draft')}</Tag>
          ))
        }
        actions={
          stored && (
            <Button look="line" href={documentationHref(stored.id)}>
              {t('results.builder.view')}
            </Button>
          )
        }
      />
      <VisuallyHidden>
        <output>{said}</output>
      </VisuallyHidden>
      <div className={styles.fields}>
        <TextField
          label={t('results.builder.name')}
          value={typed.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
          error={wrong?.title ? t('results.edit.missing.text') : undefined}
          maxLength={200}
          dir="auto"
        />
        <div className={styles.beside}>
          <TextField
            type="date"
            label={t('results.builder.date')}
            value={typed.date}
            onChange={(event) => change({ date: event.currentTarget.value })}
            error={wrong?.date ? t('results.builder.dateMissing') : undefined}
          />
          <TextField
            label={t('results.builder.place')}
            value={typed.place}
            onChange={(event) => change({ place: event.currentTarget.value })}
            maxLength={200}
            dir="auto"
          />
        </div>
      </div>
      <section className={styles.section} aria-labelledby="documentation-parts">
        <SectionHead id="documentation-parts">{t('results.builder.parts')}</SectionHead>
        <ol className={styles.parts}>
          {typed.parts.map((part, index) => (
            <li key={part.key}>
              <PartForm
                part={part}
                n={index + 1}
                wrong={wrong?.parts.includes(part.key) ?? false}
                onChange={(next) => changePart(index, next)}
                onUp={index > 0 ? () => movePart(index, -1) : undefined}
                onDown={index < typed.parts.length - 1 ? () => movePart(index, 1) : undefined}
                onRemove={() => {
                  const before = typed.parts
                  change({ parts: before.toSpliced(index, 1) })
                  toast.show({
                    text: t('results.builder.partRemoved'),
                    closeLabel: t('common.close'),
                    action: { label: t('common.undo'), onAction: () => change({ parts: before }) },
                  })
                }}
              />
            </li>
          ))}
        </ol>
        <div className={styles.adding}>
          <Button
            look="line"
            onClick={() =>
              change({
                parts: [
                  ...typed.parts,
                  { key: newClientId(), kind: 'text', role: roleFor(typed.parts), title: '', text: '' },
                ],
              })
            }
          >
            {t('results.builder.addText')}
          </Button>
          <Button
            look="line"
            onClick={() =>
              change({
                parts: [
                  ...typed.parts,
                  { key: newClientId(), kind: 'session', sessionId: null, title: '', reason: '' },
                ],
              })
            }
          >
            {t('results.builder.addSession')}
          </Button>
        </div>
      </section>
      {save.error && (
        <div role="alert">
          <Banner
            tone="problem"
            inset
            action={
              isConflict && stored ? (
                <>
                  <Button look="text" onClick={() => save.mutate(stored.rev)}>
                    {t('results.conflict.takeMine')}
                  </Button>
                  <Button
                    look="text"
                    onClick={() => {
                      save.reset()
                      setRev(stored.rev)
                      setTyped(typedOf(stored))
                    }}
                  >
                    {t('results.builder.takeTheirs')}
                  </Button>
                </>
              ) : undefined
            }
          >
            {isConflict ? t('results.builder.conflict') : problemText(save.error)}
          </Banner>
        </div>
      )}
      <FormActions>
        <Button onClick={submit} busy={save.isPending} busyLabel={t('results.edit.saving')}>
          {t('common.save')}
        </Button>
        {stored && !stored.published && !isDirty && (
          <Button look="line" onClick={() => setPublishing(true)}>
            {t('results.publish.send')}
          </Button>
        )}
        <output className={styles.state}>
          {t(isDirty ? 'results.edit.unsaved' : stored ? 'results.edit.saved' : 'results.builder.nothingYet')}
        </output>
      </FormActions>
      <ConfirmDialog
        opened={publishing}
        title={t('results.builder.publishQuestion')}
        confirmLabel={t('results.publish.send')}
        cancelLabel={t('common.cancel')}
        busy={publish.isPending}
        busyLabel={t('common.loading')}
        onConfirm={() => stored && publish.mutate(stored.id)}
        onCancel={() => setPublishing(false)}
      >
        <p>{t('results.builder.publishText')}</p>
      </ConfirmDialog>
    </Page>
  )
}

/** Most begin with a greeting and end with a conclusion. */
const roleFor = (parts: readonly PartTyped[]): TextRole =>
  parts.length === 0 ? 'greeting' : parts.some(({ kind }) => kind === 'session') ? 'conclusion' : 'talk'
