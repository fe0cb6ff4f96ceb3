import type { Documentation } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { call, read } from '../../../platform/api.ts'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { newClientId } from '../../../platform/ids.ts'
import { isProblem } from '../../../platform/problem-error.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import { UnderPage } from '../../../platform/UnderPage.tsx'
import { Button, ConfirmDialog, SectionHead, Tag, TextField, useToast } from '../../../ui/index.ts'
import { documentationHref } from '../addresses.ts'
import { PartList } from '../drafting/PartList.tsx'
import { SaveProblem } from '../drafting/SaveProblem.tsx'
import { useKeptDraft } from '../drafting/useKeptDraft.ts'
import { builderHref, documentationsHref } from './builder-href.ts'
import { isSame, sentOf, typedOf, wrongIn, type PartTyped, type TextRole, type Typed } from './building.ts'
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

const empty: Typed = { title: '', date: '', place: '', parts: [] }

function Builder({ stored }: { stored: Documentation | null }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const draft = useKeptDraft({
    kind: 'documentation',
    id: stored?.id ?? 'new',
    stored: stored ? { rev: stored.rev, typed: typedOf(stored) } : { rev: 0, typed: empty },
    isSame,
  })
  const { clientId, rev, typed, isDirty } = draft
  const [wrong, setWrong] = useState<ReturnType<typeof wrongIn> | null>(null)
  const [publishing, setPublishing] = useState(false)

  const take = (next: Documentation) => {
    queries.setQueryData(read('results.documentation', { documentationId: next.id }).queryKey, next)
    void queries.invalidateQueries({ queryKey: ['results.list'] })
  }
  const save = useMutation({
    mutationFn: (over: { rev: number; typed: Typed }) =>
      stored
        ? call('results.changeDocumentation', {
            documentationId: stored.id,
            rev: over.rev,
            ...sentOf(over.typed),
          })
        : call('results.createDocumentation', { clientId, ...sentOf(over.typed) }),
    onSuccess: (next, sent) => {
      take(next)
      draft.saved({ rev: next.rev, typed: typedOf(next) }, sent.typed)
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
    if (!missing.title && !missing.date && missing.parts.length === 0) save.mutate({ rev, typed })
  }
  const change = (part: Partial<Typed>) => {
    setWrong(null)
    if (save.isError) save.reset()
    draft.change(() => part)
  }
  const title = t(stored ? 'results.builder.title' : 'results.builder.begin')

  return (
    <UnderPage
      title={title}
      up={{ href: documentationsHref, label: t('results.builder.list') }}
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
    >
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
        <PartList
          parts={typed.parts}
          onChange={(parts) => change({ parts })}
          heading={(part, n) =>
            t('results.builder.part', {
              n,
              kind: t(
                part.kind === 'session' ? 'results.meeting.session' : `results.meeting.role.${part.role}`,
              ),
            })
          }
          removedText={t('results.builder.partRemoved')}
        >
          {(part, _, onChange) => (
            <PartForm part={part} wrong={wrong?.parts.includes(part.key) ?? false} onChange={onChange} />
          )}
        </PartList>
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
      <SaveProblem
        error={save.error}
        conflictText={t('results.builder.conflict')}
        onTakeMine={() => stored && save.mutate({ rev: stored.rev, typed })}
        onTakeTheirs={() => {
          save.reset()
          draft.takeStored()
        }}
      />
      <div className={styles.save}>
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
      </div>
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
    </UnderPage>
  )
}

/** Most begin with a greeting and end with a conclusion. */
const roleFor = (parts: readonly PartTyped[]): TextRole =>
  parts.length === 0 ? 'greeting' : parts.some(({ kind }) => kind === 'session') ? 'conclusion' : 'talk'
