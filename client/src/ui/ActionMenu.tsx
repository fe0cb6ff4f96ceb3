import { Menu } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { Link } from './Link.tsx'
import sheet from './Sheet.module.css'

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
  /** One button element that takes a ref: Button, IconButton or a plain one. */
  trigger: ReactElement
  items: readonly ActionMenuItem[]
}

export function ActionMenu({ label, trigger, items }: ActionMenuProps) {
  return (
    <Menu
      position="bottom-end"
      offset={6}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: sheet.menu ?? '', item: sheet.menuItem ?? '' }}
    >
      <Menu.Target>{trigger}</Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {items.map((item) => {
          const shared = {
            leftSection: item.icon,
            'data-tone': item.tone ?? 'plain',
            ...(item.lang === undefined ? {} : { lang: item.lang }),
          }
          if (item.href !== undefined) {
            return (
              <Menu.Item key={item.id} component={Link} href={item.href} {...shared}>
                {item.label}
              </Menu.Item>
            )
          }
          return (
            <Menu.Item
              key={item.id}
              {...shared}
              {...(item.checked === undefined ? {} : { role: 'menuitemradio', 'aria-checked': item.checked })}
              onClick={item.onSelect}
            >
              {item.label}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
