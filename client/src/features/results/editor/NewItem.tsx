import type { ResultRecord } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FocusEvent } from 'react'
import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { isProblem } from '../../../platform/problem-error.ts'
import { problemFields, useProblemText } from '../../../platform/problem.ts'
import { Banner, Button, Card } from '../../../ui/index.ts'
import { sentOf, suggestedFor, wrongIn, type Added, type Field, type ItemTyped } from './editing.ts'
import styles from './Editor.module.css'
import { ItemForm } from './ItemForm.tsx'
import { put } from './ItemRow.tsx'

interface NewItemProps {
  record: ResultRecord
  added: Added
  /** It was stored once, and somebody took it out while these words were written. */
  wasRemoved?: boolean
  focused?: boolean
  onChange: (added: Added) => void
  onDrop: () => void
}

/** A statement that is not stored yet; the same `clientId` again makes no second one. */
export function NewItem({ record, added, wasRemoved = false, focused, onChange, onDrop }: NewItemProps) {
  const { t } = useTranslation()
  const id = useId()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [wrong, setWrong] = useState<readonly Field[]>([])
  const { typed, clientId } = added
  const save = useMutation({
    mutationFn: (words: ItemTyped) =>
      call('results.addItem', { recordId: record.id, clientId, ...sentOf(words) }),
    onSuccess: (stored) => {
      put(queries, record.id, stored)
      onDrop()
    },
    onError: (error) => {
      const faulty = Object.keys(problemFields(error))
      setWrong((['text', 'supplement', 'spreadNote'] as const).filter((field) => faulty.includes(field)))
    },
  })
  const store = (aloud: boolean) => {
    const missing = wrongIn(typed, suggestedFor(typed, null))
    if (aloud) setWrong(missing)
    if (missing.length === 0 && !save.isPending) save.mutate(typed)
  }
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!wasRemoved && !event.currentTarget.contains(event.relatedTarget)) store(false)
  }

  return (
    <li className={styles.opened}>
      <Card as="section" labelledBy={id}>
        <div onBlur={onBlur}>
          <h3 id={id} className={styles.cardHead}>
            {t(typed.kind === 'open-question' ? 'results.edit.newQuestion' : 'results.edit.newStatement')}
          </h3>
          {wasRemoved && <p className={styles.conflictWords}>{t('results.edit.wasRemoved')}</p>}
          <ItemForm
            record={record}
            typed={typed}
            stored={null}
            wrong={wrong}
            focused={focused ?? false}
            onChange={(part) => {
              setWrong([])
              if (save.isError) save.reset()
              onChange({ clientId, typed: { ...typed, ...part } })
            }}
          >
            {save.error && wrong.length === 0 && (
              <div role="alert">
                <Banner tone="problem" inset>
                  {isProblem(save.error, 'conflict')
                    ? t('results.edit.addedBefore')
                    : problemText(save.error)}
                </Banner>
              </div>
            )}
            <div className={styles.foot}>
              <Button busy={save.isPending} busyLabel={t('results.edit.saving')} onClick={() => store(true)}>
                {t(wasRemoved ? 'results.edit.addAgain' : 'results.edit.add')}
              </Button>
              <output className={styles.state} data-state="unsaved">
                {t(save.isPending ? 'results.edit.saving' : 'results.edit.unsaved')}
              </output>
              <Button look="text" onClick={onDrop}>
                {t('results.edit.discard')}
              </Button>
            </div>
          </ItemForm>
        </div>
      </Card>
    </li>
  )
}
