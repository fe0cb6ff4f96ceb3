import type { ItemKind, ResultItem, ResultRecord } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { useParams } from 'react-router'
import { call } from '../../../platform/api.ts'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { localised, useLocale, useTranslation } from '../../../platform/i18n.ts'
import { newClientId } from '../../../platform/ids.ts'
import { Page } from '../../../platform/layout.tsx'
import { NotFoundPage } from '../../../platform/NotFoundPage.tsx'
import { Notice } from '../../../platform/Notice.tsx'
import { useProblemText } from '../../../platform/problem.ts'
import { BarTools } from '../../../platform/SearchLink.tsx'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import { soften } from '../../../platform/soften.ts'
import { Button, later, Node, PageHeader, PhoneHeader, useToast, VisuallyHidden } from '../../../ui/index.ts'
import { recordHref } from '../addresses.ts'
import { OtherViews } from '../OtherViews.tsx'
import { onTheWhole, partsOf, type QuestionPart } from '../reading.ts'
import { Stage } from '../RecordPage.tsx'
import { recordQuery, useRecord } from '../useRecord.ts'
import { useQuestionNumber } from '../useQuestionNumber.ts'
import { blank, sentOf, standingOf, typedOf } from './editing.ts'
import { EasyForm } from './EasyForm.tsx'
import styles from './Editor.module.css'
import { ItemRow } from './ItemRow.tsx'
import { NewItem } from './NewItem.tsx'
import { ReleasePanel } from './ReleasePanel.tsx'
import { useEasyText } from './useEasyText.ts'
import { useUnsaved, type UnsavedWords } from './useUnsaved.ts'

const PublishDialog = later(async () => (await import('./PublishDialog.tsx')).PublishDialog)

/** `/ergebnisse/:recordId/bearbeiten`, for those who moderate the session. */
export function EditorPage() {
  return (
    <SignInFirst>
      <Editor />
    </SignInFirst>
  )
}

function Editor() {
  const { t } = useTranslation()
  const { recordId = '' } = useParams()
  const record = useRecord(recordId)
  return (
    <FetchedPage title={t('results.edit.title')} fetched={record}>
      {(data) =>
        !data.mayEdit ? (
          <NotFoundPage />
        ) : data.state === 'published' ? (
          <Page title={t('results.edit.title')}>
            <Notice title={t('results.edit.published')} text={t('results.edit.publishedText')}>
              <Button href={recordHref(recordId)}>{t('results.edit.toRecord')}</Button>
            </Notice>
          </Page>
        ) : (
          <EditorView key={data.id} record={data} />
        )
      }
    </FetchedPage>
  )
}

function EditorView({ record }: { record: ResultRecord }) {
  const { t } = useTranslation()
  const unsaved = useUnsaved(record.id)
  const easy = useEasyText(record)
  const [publishing, setPublishing] = useState(false)
  const [fresh, setFresh] = useState<string | null>(null)
  const [said, say] = useState('')
  const parts = allParts(record)
  const isUnsaved =
    unsaved.added.length > 0 ||
    easy.standing !== 'stored' ||
    Object.entries(unsaved.items).some(([id, kept]) => {
      const item = record.items.find((one) => one.id === id)
      return !item || standingOf(kept, item) !== 'stored'
    })
  const gone = Object.entries(unsaved.items).filter(([id]) => !record.items.some((one) => one.id === id))
  const remarks = onTheWhole(record, 'comment')
  const dissents = onTheWhole(record, 'dissent')
  const panel = <ReleasePanel record={record} unsaved={isUnsaved} onPublish={() => setPublishing(true)} />

  return (
    <Page
      title={t('results.edit.titleOf', { title: record.title })}
      layout="wide"
      header={
        <PhoneHeader
          back={{ href: recordHref(record.id), label: t('results.edit.toRecord') }}
          tools={<BarTools />}
        >
          {t('results.edit.title')}
        </PhoneHeader>
      }
      context={panel}
      contextLabel={t('results.release.title')}
    >
      <div className={styles.editor}>
        <PageHeader
          eyebrow={t('results.edit.title')}
          title={soften(record.title)}
          facts={<Stage record={record} />}
          lead={t('results.edit.lead')}
          actions={
            <Button look="line" href={recordHref(record.id)}>
              {t('results.edit.asRead')}
            </Button>
          }
        />
        <VisuallyHidden>
          <output>{said}</output>
        </VisuallyHidden>
        {parts.map((part) => (
          <Part
            key={part.question?.id ?? 'apart'}
            record={record}
            part={part}
            unsaved={unsaved}
            fresh={fresh}
            onFresh={setFresh}
            onSay={say}
          />
        ))}
        {gone.length > 0 && (
          <ul className={styles.part}>
            {gone.map(([id, { typed }]) => (
              <NewItem
                key={id}
                wasRemoved
                record={record}
                // Written anew it is what the moderators say.
                added={{ clientId: clientIdFor(id), typed: { ...typed, origin: null } }}
                onChange={({ typed: next }) =>
                  unsaved.keep(id, { rev: 0, base: unsaved.items[id]?.base ?? next, typed: next })
                }
                onDrop={() => unsaved.keep(id, undefined)}
              />
            ))}
          </ul>
        )}
        <EasyForm record={record} writing={easy} />
        {remarks.length + dissents.length > 0 && (
          <section className={styles.whole} aria-label={t('results.onTheWhole')}>
            <h2>{t('results.onTheWhole')}</h2>
            <OtherViews dissents={dissents} remarks={remarks} />
          </section>
        )}
        <div className={styles.flow}>{panel}</div>
      </div>
      {publishing && <PublishDialog record={record} onClose={() => setPublishing(false)} />}
    </Page>
  )
}

/** One that was removed is added anew under an id of its own; asked again it is the same one. */
const clientIds = new Map<string, string>()
function clientIdFor(itemId: string) {
  const known = clientIds.get(itemId) ?? newClientId()
  clientIds.set(itemId, known)
  return known
}

/** What stands apart can always be added to. */
function allParts(record: ResultRecord): QuestionPart[] {
  const parts = partsOf(record)
  return parts.some(({ question }) => question === null) ? parts : [...parts, { question: null, entries: [] }]
}

const orderOf = (entries: QuestionPart['entries']) => entries.map(({ item }) => item.id).join()

interface PartProps {
  record: ResultRecord
  part: QuestionPart
  unsaved: UnsavedWords
  fresh: string | null
  onFresh: (clientId: string) => void
  onSay: (words: string) => void
}

function Part({ record, part, unsaved, fresh, onFresh, onSay }: PartProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const id = useId()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const numberOf = useQuestionNumber(record)
  const { question, entries } = part
  const questionId = question?.id ?? null
  const known = new Set(record.questions.map((one) => one.id))
  const added = unsaved.added.filter(({ typed }) =>
    questionId === null
      ? typed.questionId === null || !known.has(typed.questionId)
      : typed.questionId === questionId,
  )
  const focusAfter = useRef<{ itemId: string; by: -1 | 1; from: string } | null>(null)
  useEffect(() => {
    const moved = focusAfter.current
    if (!moved || moved.from === orderOf(entries)) return
    focusAfter.current = null
    // At the end of its way the button is gone; the other direction is still there.
    const up = document.getElementById(`hoch-${moved.itemId}`)
    const down = document.getElementById(`runter-${moved.itemId}`)
    ;(moved.by === -1 ? (up ?? down) : (down ?? up))?.focus()
  })

  const failed = (error: Error) => {
    void queries.invalidateQueries({ queryKey: ['results.get'] })
    toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
  }
  const setItems = (alter: (items: readonly ResultItem[]) => ResultItem[]) =>
    queries.setQueryData(
      recordQuery(record.id).queryKey,
      (before) => before && { ...before, items: alter(before.items) },
    )

  const move = useMutation({
    mutationFn: ({ itemId, before }: { itemId: string; before: string | null }) =>
      call('results.moveItem', { recordId: record.id, itemId, before }),
    onError: failed,
  })
  const moveBy = (index: number, by: -1 | 1) => {
    const from = entries[index]?.item
    const to = entries[index + by]?.item
    if (!from || !to) return
    const before = by === -1 ? to.id : (entries[index + 2]?.item.id ?? null)
    focusAfter.current = { itemId: from.id, by, from: orderOf(entries) }
    setItems((items) =>
      items.map((one) =>
        one.id === from.id
          ? { ...one, order: to.order }
          : one.id === to.id
            ? { ...one, order: from.order }
            : one,
      ),
    )
    onSay(t('results.edit.moved', { place: index + by + 1, count: entries.length }))
    move.mutate({ itemId: from.id, before })
  }

  const remove = useMutation({
    mutationFn: (item: ResultItem) => call('results.removeItem', { recordId: record.id, itemId: item.id }),
    onSuccess: (_, item) => {
      setItems((items) => items.filter((one) => one.id !== item.id))
      toast.show({
        text: t('results.edit.removed'),
        closeLabel: t('common.close'),
        action: {
          label: t('common.undo'),
          onAction: () => {
            call('results.addItem', {
              recordId: record.id,
              clientId: newClientId(),
              ...sentOf(typedOf(item)),
            }).then(() => queries.invalidateQueries({ queryKey: ['results.get'] }), failed)
          },
        },
      })
    },
    onError: failed,
  })
  const add = (kind: ItemKind) => {
    const clientId = newClientId()
    onFresh(clientId)
    unsaved.keepAdded({ clientId, typed: blank(questionId, kind) })
  }

  return (
    <section className={styles.part} aria-labelledby={id}>
      <div className={styles.question}>
        {question && (
          <Node size={30} tone="number">
            {numberOf(question.id)}
          </Node>
        )}
        <h2 id={id} dir={question ? 'auto' : undefined}>
          {question ? soften(localised(question.text, locale)) : t('results.apart')}
        </h2>
      </div>
      {entries.length + added.length > 0 && (
        <ol className={styles.items}>
          {entries.map((entry, index) => (
            <ItemRow
              key={entry.item.id}
              record={record}
              entry={{ ...entry, attached: true }}
              kept={unsaved.items[entry.item.id]}
              onKeep={(kept) => unsaved.keep(entry.item.id, kept)}
              onMove={(by) => moveBy(index, by)}
              isFirst={index === 0}
              isLast={index === entries.length - 1}
              onRemove={() => remove.mutate(entry.item)}
            />
          ))}
          {added.map((one) => (
            <NewItem
              key={one.clientId}
              record={record}
              added={one}
              focused={one.clientId === fresh}
              onChange={unsaved.keepAdded}
              onDrop={() => unsaved.dropAdded(one.clientId)}
            />
          ))}
        </ol>
      )}
      <div className={styles.adding}>
        <Button look="text" onClick={() => add('finding')}>
          {t('results.edit.addStatement')}
        </Button>
        <Button look="text" onClick={() => add('open-question')}>
          {t('results.edit.addQuestion')}
        </Button>
      </div>
    </section>
  )
}
