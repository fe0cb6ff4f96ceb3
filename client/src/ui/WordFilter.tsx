import { Drawer, Menu } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useId, useRef } from 'react'
import sheet from './Sheet.module.css'
import styles from './WordFilter.module.css'

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
  const [opened, { open, close, toggle }] = useDisclosure(false)
  const roomy = useMediaQuery('(min-width: 56.25em)', true)
  const trigger = useRef<HTMLButtonElement>(null)
  const name = useId()
  const current = options.find((option) => option.value === value)?.label ?? value

  const word = (
    <button
      ref={trigger}
      type="button"
      className={styles.word}
      aria-label={`${label}: ${current}`}
      aria-haspopup={roomy ? 'menu' : 'dialog'}
      aria-expanded={opened}
      {...(roomy ? {} : { onClick: open })}
    >
      {current}
      <IconChevronDown aria-hidden="true" />
    </button>
  )

  if (roomy) {
    return (
      <Menu
        opened={opened}
        onChange={toggle}
        position="bottom-start"
        offset={6}
        transitionProps={{ duration: 0 }}
        classNames={{ dropdown: sheet.menu ?? '', item: sheet.menuItem ?? '' }}
        checkIcon={<IconCheck aria-hidden="true" />}
      >
        <Menu.Target>{word}</Menu.Target>
        <Menu.Dropdown aria-label={label}>
          <Menu.RadioGroup value={value} onChange={onChange}>
            {options.map((option) => (
              <Menu.RadioItem key={option.value} value={option.value} closeMenuOnClick>
                {option.label}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
    )
  }

  return (
    <>
      {word}
      <Drawer
        opened={opened}
        onClose={close}
        position="bottom"
        size="auto"
        title={label}
        closeButtonProps={{ 'aria-label': closeLabel }}
        transitionProps={{ duration: 0 }}
        classNames={{
          content: sheet.content ?? '',
          header: sheet.header ?? '',
          title: sheet.title ?? '',
          body: sheet.body ?? '',
          close: sheet.close ?? '',
        }}
      >
        <div role="radiogroup" aria-label={label}>
          {options.map((option) => (
            <label key={option.value} className={sheet.option}>
              <input
                type="radio"
                name={name}
                value={option.value}
                checked={option.value === value}
                data-autofocus={option.value === value || undefined}
                onChange={() => onChange(option.value)}
                // Arrow keys only move through the choices; a tap or Enter means "that one".
                onClick={(event) => {
                  if (event.detail > 0) close()
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') close()
                }}
              />
              <span>{option.label}</span>
            </label>
          ))}
        </div>
      </Drawer>
    </>
  )
}
