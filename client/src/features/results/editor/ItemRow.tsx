import type { ResultItem, ResultRecord } from '@augenhoehe/contracts'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, type FocusEvent } from 'react'
import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { isProblem } from '../../../platform/problem-error.ts'
import { problemFields, useProblemText } from '../../../platform/problem.ts'
import { Banner, Button, Card, FactAside, IconButton } from '../../../ui/index.ts'
import type { Numbered } from '../reading.ts'
import { Statement } from '../Statement.tsx'
import { recordQuery } from '../useRecord.ts'
import { Conflict } from './Conflict.tsx'
import {
  change,
  isSame,
  sentOf,
  standingOf,
  suggestedFor,
  typedOf,
  wrongIn,
  type Field,
  type ItemTyped,
  type Kept,
} from './editing.ts'
import styles from './Editor.module.css'
import { ItemForm } from './ItemForm.tsx'

interface ItemRowProps {
  record: ResultRecord
  entry: Numbered
  kept: Kept | undefined
  onKeep: (kept: Kept | undefined) => void
  onMove: ((by: -1 | 1) => void) | undefined
  isFirst: boolean
  isLast: boolean
  onRemove: () => void
}

/** One statement of a draft: read, opened, written, stored by itself. */
export function ItemRow({ record, entry, kept, onKeep, onMove, isFirst, isLast, onRemove }: ItemRowProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { item, n } = entry
  const id = useId()
  const standing = standingOf(kept, item)
  const [opened, setOpened] = useState(standing !== 'stored')
  const [wrong, setWrong] = useState<readonly Field[]>([])
  const editButton = useRef<HTMLButtonElement>(null)
  const typed = kept?.typed ?? typedOf(item)
  const latest = useRef(kept)
  useEffect(() => {
    latest.current = kept
  })

  const save = useMutation({
    mutationFn: ({ typed: words, rev }: { typed: ItemTyped; rev: number }) =>
      call('results.changeItem', { recordId: record.id, itemId: item.id, rev, ...sentOf(words) }),
    onSuccess: (stored, sent) => {
      put(queries, record.id, stored)
      const now = latest.current
      // What was typed while it was on its way is not stored yet.
      onKeep(
        now && !isSame(now.typed, sent.typed)
          ? { rev: stored.rev, base: typedOf(stored), typed: now.typed }
          : undefined,
      )
    },
    onError: (error) => {
      const faulty = Object.keys(problemFields(error))
      setWrong((['text', 'supplement', 'spreadNote'] as const).filter((field) => faulty.includes(field)))
      if (isProblem(error, 'conflict') || isProblem(error, 'not-found') || isProblem(error, 'result.state'))
        void queries.invalidateQueries({ queryKey: ['results.get'] })
    },
  })

  /** Stores what is there, if it can be stored. */
  const store = (aloud: boolean): boolean => {
    if (standing === 'stored') return true
    if (standing === 'conflict') return false
    const missing = wrongIn(typed, suggestedFor(typed, item.suggestedSpread))
    if (aloud) setWrong(missing)
    if (missing.length > 0) return false
    if (!save.isPending) save.mutate({ typed, rev: item.rev })
    return true
  }
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) store(false)
  }
  const onChange = (part: Partial<ItemTyped>) => {
    setWrong([])
    if (save.isError) save.reset()
    onKeep(change(kept, item, part))
  }
  const close = () => {
    if (!store(true)) return
    setOpened(false)
    setTimeout(() => editButton.current?.focus())
  }

  const withdrawn = item.sources.some((source) => source.withdrawn) && (
    <FactAside tone="note" level={4} title={t('results.edit.withdrawn')}>
      <p>{t('results.edit.withdrawnText')}</p>
    </FactAside>
  )

  if (!opened && standing === 'stored') {
    return (
      <Statement
        entry={entry}
        place={record}
        level={3}
        acts={
          <>
            {withdrawn}
            <div className={styles.acts}>
              <Button
                look="text"
                ref={editButton}
                aria-label={t('results.edit.openNamed', { n })}
                onClick={() => setOpened(true)}
              >
                {t('results.edit.open')}
              </Button>
              {onMove && !isFirst && (
                <IconButton
                  id={`hoch-${item.id}`}
                  label={t('results.edit.up', { n })}
                  icon={<IconArrowUp aria-hidden="true" />}
                  onClick={() => onMove(-1)}
                />
              )}
              {onMove && !isLast && (
                <IconButton
                  id={`runter-${item.id}`}
                  label={t('results.edit.down', { n })}
                  icon={<IconArrowDown aria-hidden="true" />}
                  onClick={() => onMove(1)}
                />
              )}
              <Button look="text" aria-label={t('results.edit.removeNamed', { n })} onClick={onRemove}>
                {t('results.edit.remove')}
              </Button>
            </div>
          </>
        }
      />
    )
  }

  return (
    <li className={styles.opened}>
      <Card as="section" labelledBy={id}>
        <div onBlur={onBlur}>
          <h3 id={id} className={styles.cardHead}>
            {t('results.edit.statement', { n })}
          </h3>
          {withdrawn}
          {standing === 'conflict' && kept ? (
            <Conflict
              mine={kept.typed}
              theirs={typedOf(item)}
              busy={save.isPending}
              onMine={() => {
                const missing = wrongIn(kept.typed, suggestedFor(kept.typed, item.suggestedSpread))
                setWrong(missing)
                onKeep({ rev: item.rev, base: typedOf(item), typed: kept.typed })
                if (missing.length === 0) save.mutate({ typed: kept.typed, rev: item.rev })
              }}
              onTheirs={() => onKeep(undefined)}
            />
          ) : (
            <ItemForm
              record={record}
              typed={typed}
              stored={item.suggestedSpread}
              wrong={wrong}
              onChange={onChange}
              focused={kept === undefined}
            >
              {save.error && !isProblem(save.error, 'conflict') && wrong.length === 0 && (
                <div role="alert">
                  <Banner tone="problem" inset>
                    {problemText(save.error)}
                  </Banner>
                </div>
              )}
              <div className={styles.foot}>
                <Button
                  busy={save.isPending}
                  busyLabel={t('results.edit.saving')}
                  onClick={close}
                  look={standing === 'stored' ? 'line' : 'filled'}
                >
                  {t(standing === 'stored' ? 'results.edit.done' : 'results.edit.save')}
                </Button>
                <output className={styles.state} data-state={standing}>
                  {save.isPending
                    ? t('results.edit.saving')
                    : t(standing === 'stored' ? 'results.edit.saved' : 'results.edit.unsaved')}
                </output>
                {standing !== 'stored' && (
                  <Button
                    look="text"
                    onClick={() => {
                      setWrong([])
                      save.reset()
                      onKeep(undefined)
                    }}
                  >
                    {t('results.edit.discard')}
                  </Button>
                )}
              </div>
            </ItemForm>
          )}
        </div>
      </Card>
    </li>
  )
}

/** The stored statement takes its place in the record that is shown. */
export function put(queries: ReturnType<typeof useQueryClient>, recordId: string, stored: ResultItem) {
  queries.setQueryData(
    recordQuery(recordId).queryKey,
    (known) =>
      known && {
        ...known,
        items: known.items.some(({ id }) => id === stored.id)
          ? known.items.map((one) => (one.id === stored.id ? stored : one))
          : [...known.items, stored],
      },
  )
}
