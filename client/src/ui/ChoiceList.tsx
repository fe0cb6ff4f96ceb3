import { IconCheck } from '@tabler/icons-react'
import styles from './ChoiceList.module.css'

export interface ChoiceListProps {
  label: string
  options: readonly { value: string; label: string; lang?: string }[]
  /** What holds now: it is marked, and begins with the focus inside a dialog. */
  value: string | null
  onChoose: (value: string) => void
}

/** Buttons of which one press chooses; for choices that act at once, where arrow keys through a radio field would. */
export function ChoiceList({ label, options, value, onChoose }: ChoiceListProps) {
  return (
    <fieldset>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.options}>
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            className={styles.option}
            aria-pressed={option.value === value}
            data-autofocus={option.value === value || undefined}
            onClick={() => onChoose(option.value)}
          >
            <bdi lang={option.lang}>{option.label}</bdi>
            {option.value === value && <IconCheck aria-hidden="true" />}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
