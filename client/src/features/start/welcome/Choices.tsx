import { useState } from 'react'
import { useTranslation } from '../../../platform/i18n.ts'
import { Button, ChoiceChip } from '../../../ui/index.ts'
import styles from './Welcome.module.css'

interface ChoicesProps {
  labelledBy: string
  options: readonly { id: string; label: string }[]
  /** So many stand there at once; the others on request. */
  first: number
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

export const mostChoices = 3

/** Up to three of many words, as large as a thumb. */
export function Choices({ labelledBy, options, first, chosen, onChange }: ChoicesProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const shown = options.filter(({ id }, index) => open || index < first || chosen.includes(id))
  const full = chosen.length >= mostChoices
  return (
    <>
      <fieldset className={styles.choices} aria-labelledby={labelledBy}>
        {shown.map(({ id, label }) => (
          <ChoiceChip
            key={id}
            value={id}
            checked={chosen.includes(id)}
            onChange={(checked) => {
              const others = chosen.filter((one) => one !== id)
              if (!checked) onChange(others)
              else if (!full) onChange([...others, id])
            }}
          >
            {label}
          </ChoiceChip>
        ))}
      </fieldset>
      <output className={styles.note}>{full ? t('welcome.enough') : ''}</output>
      {!open && shown.length < options.length && (
        <Button look="text" onClick={() => setOpen(true)}>
          {t('welcome.moreChoices')}
        </Button>
      )}
    </>
  )
}
