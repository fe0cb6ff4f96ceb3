import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { ClearField } from '../../../platform/clarity/ClearField.tsx'
import { dirOf, useFormat, useTranslation } from '../../../platform/i18n.ts'
import { Button, IconButton, TextField, VisuallyHidden } from '../../../ui/index.ts'
import styles from './Administration.module.css'
import { InLanguages } from '../../../platform/InLanguages.tsx'
import { tooShort } from '../../../platform/in-languages.ts'
import { newQuestion, type QuestionEntry } from './words.ts'

const most = 7

interface QuestionFieldsProps {
  id: string
  entries: readonly QuestionEntry[]
  error: string | undefined
  onChange: (entries: QuestionEntry[]) => void
}

/** The questions in their order; moved by buttons, so that the keyboard can do it too. */
export function QuestionFields({ id, entries, error, onChange }: QuestionFieldsProps) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const [said, say] = useState('')

  const change = (key: string, changes: Partial<QuestionEntry>) =>
    onChange(entries.map((entry) => (entry.key === key ? { ...entry, ...changes } : entry)))
  const move = (from: number, to: number) => {
    const moved = entries[from]
    if (!moved || to < 0 || to >= entries.length) return
    onChange(entries.toSpliced(from, 1).toSpliced(to, 0, moved))
    say(t('administration.questions.moved', { from: formatNumber(from + 1), to: formatNumber(to + 1) }))
  }

  return (
    <>
      <ol className={styles.questions}>
        {entries.map((entry, index) => {
          const number = formatNumber(index + 1)
          const faulty = error !== undefined && tooShort(entry.text)
          return (
            <li key={entry.key} className={styles.question}>
              <InLanguages filled={(locale) => entry.text[locale] !== ''}>
                {(locale) => (
                  <>
                    <ClearField
                      id={
                        locale === 'de' ? (index === 0 ? id : `${id}-${index}`) : `${id}-${index}-${locale}`
                      }
                      label={t('administration.questions.text', { number })}
                      error={faulty && locale === 'de' ? error : undefined}
                      minRows={2}
                      lang={locale}
                      dir={dirOf(locale)}
                      value={entry.text[locale]}
                      maxLength={300}
                      onChange={(event) =>
                        change(entry.key, { text: { ...entry.text, [locale]: event.currentTarget.value } })
                      }
                    />
                    <TextField
                      label={t('administration.questions.short', { number })}
                      hint={t('administration.questions.shortHint')}
                      lang={locale}
                      dir={dirOf(locale)}
                      value={entry.short[locale]}
                      maxLength={80}
                      onChange={(event) =>
                        change(entry.key, { short: { ...entry.short, [locale]: event.currentTarget.value } })
                      }
                    />
                  </>
                )}
              </InLanguages>
              <div className={styles.tools}>
                <IconButton
                  label={t('administration.questions.up', { number })}
                  icon={<IconArrowUp aria-hidden="true" />}
                  aria-disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                />
                <IconButton
                  label={t('administration.questions.down', { number })}
                  icon={<IconArrowDown aria-hidden="true" />}
                  aria-disabled={index === entries.length - 1}
                  onClick={() => move(index, index + 1)}
                />
                {entries.length > 1 && (
                  <Button
                    look="text"
                    icon={<IconX aria-hidden="true" />}
                    aria-label={t('administration.questions.retireNamed', { number })}
                    onClick={() => onChange(entries.filter(({ key }) => key !== entry.key))}
                  >
                    {t('administration.questions.retire')}
                  </Button>
                )}
              </div>
            </li>
          )
        })}
      </ol>
      <VisuallyHidden>
        <output>{said}</output>
      </VisuallyHidden>
      {entries.length < most ? (
        <div>
          <Button
            look="line"
            icon={<IconPlus aria-hidden="true" />}
            onClick={() => onChange([...entries, newQuestion()])}
          >
            {t('administration.questions.add')}
          </Button>
        </div>
      ) : (
        <p className={styles.note}>{t('administration.questions.most')}</p>
      )}
    </>
  )
}
