import { cloneElement, useState, type ButtonHTMLAttributes, type ReactElement, type ReactNode } from 'react'
import { MenuEntry } from './MenuEntry.tsx'
import { MenuPopup } from './MenuPopup.tsx'

export interface ActionMenuItem {
  id: string
  label: string
  icon?: ReactNode
  onSelect?: (() => void) | undefined
  href?: string | undefined
  tone?: 'plain' | 'danger' | undefined
  /** For names of languages, which stand in their own language. */
  lang?: string | undefined
  /** In a group of choices: is this the current one? */
  checked?: boolean | undefined
}

export interface ActionMenuProps {
  label: string
  /** One button: Button, IconButton or a plain one. */
  trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>
  items: readonly ActionMenuItem[]
  align?: 'start' | 'end' | undefined
}

export function ActionMenu({ label, trigger, items, align = 'end' }: ActionMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      {cloneElement(trigger, {
        'aria-haspopup': 'menu',
        'aria-expanded': anchor !== null,
        onClick: (event) => setAnchor(anchor ? null : event.currentTarget),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setAnchor(event.currentTarget)
        },
      })}
      {anchor && (
        <MenuPopup anchor={anchor} label={label} align={align} onClose={() => setAnchor(null)}>
          {items.map(({ id, onSelect, ...item }) => (
            <MenuEntry
              key={id}
              {...item}
              onSelect={() => {
                anchor.focus()
                setAnchor(null)
                onSelect?.()
              }}
            />
          ))}
        </MenuPopup>
      )}
    </>
  )
}
