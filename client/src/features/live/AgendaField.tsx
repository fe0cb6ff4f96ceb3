import type { Room } from '@augenhoehe/contracts'
import { IconPlus, IconX } from '@tabler/icons-react'
import { localised, useLocale, useTranslation } from '../../platform/i18n.ts'
import { Button, CheckboxField, IconButton, TextField } from '../../ui/index.ts'
import styles from './Plan.module.css'
import { mostItems, ownItem, type PlanItem } from './plan.ts'

interface AgendaFieldProps {
  id: string
  error: string | undefined
  room: Room
  items: readonly PlanItem[]
  onChange: (items: readonly PlanItem[]) => void
}

const mostMinutes = 240

/** What is talked about and how long: the room's guiding questions, and words of one's own. */
export function AgendaField({ id, error, room, items, onChange }: AgendaFieldProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const change = (key: string, part: Partial<PlanItem>) =>
    onChange(items.map((item) => (item.key === key ? { ...item, ...part } : item)))
  const chosen = items.filter((item) => item.chosen).length

  return (
    <fieldset
      id={id}
      className={styles.agenda}
      aria-invalid={error ? true : undefined}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend>{t('live.plan.agenda')}</legend>
      <p className={styles.hint}>{t('live.plan.agendaHint')}</p>
      <ul>
        {items.map((item) => {
          const question = room.questions.find((one) => one.id === item.questionId)
          const name = question ? localised(question.text, locale) : item.title
          return (
            <li key={item.key}>
              <div className={styles.what}>
                {item.questionId === null ? (
                  <TextField
                    label={t('live.plan.ownQuestion')}
                    value={item.title}
                    onChange={(event) => change(item.key, { title: event.currentTarget.value })}
                    maxLength={200}
                  />
                ) : (
                  <CheckboxField
                    label={name}
                    checked={item.chosen}
                    onChange={(event) => change(item.key, { chosen: event.currentTarget.checked })}
                  />
                )}
              </div>
              {item.chosen && (
                <TextField
                  type="number"
                  className={styles.minutes}
                  label={t('live.plan.minutes')}
                  aria-label={t('live.plan.minutesFor', { question: name })}
                  min={1}
                  max={mostMinutes}
                  value={item.minutes}
                  onChange={(event) =>
                    change(item.key, {
                      minutes: Math.min(
                        mostMinutes,
                        Math.max(1, Math.round(Number(event.currentTarget.value) || 1)),
                      ),
                    })
                  }
                />
              )}
              {item.questionId === null && (
                <IconButton
                  label={t('live.plan.removeItem', { question: name })}
                  icon={<IconX aria-hidden="true" />}
                  onClick={() => onChange(items.filter(({ key }) => key !== item.key))}
                />
              )}
            </li>
          )
        })}
      </ul>
      {chosen < mostItems && (
        <div className={styles.add}>
          <Button
            look="text"
            icon={<IconPlus aria-hidden="true" />}
            onClick={() => onChange([...items, ownItem(items)])}
          >
            {t('live.plan.addItem')}
          </Button>
        </div>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  )
}
