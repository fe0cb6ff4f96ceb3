import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { MenuEntry } from './MenuEntry.tsx'
import { MenuPopup } from './MenuPopup.tsx'
import { Sheet } from './Sheet.tsx'
import { WordButton } from './WordButton.tsx'
import { WordSheetChoices } from './WordSheetChoices.tsx'

export interface WordFilterOption {
  value: string
  label: string
}

export interface WordFilterProps {
  /** What is chosen here, for screen readers and as the title of the sheet: "Umkreis". */
  label: string
  value: string
  options: readonly WordFilterOption[]
  onChange: (value: string) => void
  closeLabel: string
}

/** A filter is a word in a sentence. It opens a menu beside the pointer, a sheet under the thumb. */
export function WordFilter({ label, value, options, onChange, closeLabel }: WordFilterProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const roomy = useMediaQuery('(min-width: 56.25em)', true, { getInitialValueInEffect: false })
  const current = options.find((option) => option.value === value)?.label ?? value
  const close = () => setAnchor(null)

  return (
    <>
      <WordButton
        label={label}
        current={current}
        opens={roomy ? 'menu' : 'dialog'}
        opened={anchor !== null}
        onPress={(event) => setAnchor(anchor ? null : event.currentTarget)}
      />
      {anchor && roomy && (
        <MenuPopup anchor={anchor} label={label} align="start" onClose={close}>
          {options.map((option) => (
            <MenuEntry
              key={option.value}
              label={option.label}
              checked={option.value === value}
              onSelect={() => {
                anchor.focus()
                close()
                onChange(option.value)
              }}
            />
          ))}
        </MenuPopup>
      )}
      <Sheet opened={anchor !== null && !roomy} onClose={close} title={label} closeLabel={closeLabel}>
        <WordSheetChoices label={label} value={value} options={options} onChange={onChange} onDone={close} />
      </Sheet>
    </>
  )
}
