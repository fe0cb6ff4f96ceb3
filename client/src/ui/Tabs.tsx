import { use, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { DirectionContext } from './DirectionContext.ts'
import styles from './Tabs.module.css'

export interface TabsProps {
  label: string
  tabs: readonly { id: string; label: ReactNode }[]
  value: string
  onChange: (id: string) => void
  /** The panel of the chosen tab. */
  children: ReactNode
}

export function Tabs({ label, tabs, value, onChange, children }: TabsProps) {
  const dir = use(DirectionContext)
  const base = useId()
  const list = useRef<HTMLDivElement>(null)

  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === value)
    const forward = dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const back = dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft'
    const target = {
      [forward]: (at + 1) % tabs.length,
      [back]: (at - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key]
    const next = target === undefined ? undefined : tabs[target]
    if (target === undefined || !next) return
    event.preventDefault()
    onChange(next.id)
    const button = list.current?.children[target]
    if (button instanceof HTMLElement) button.focus()
  }

  return (
    <div>
      <div ref={list} className={styles.list} role="tablist" aria-label={label}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${base}-${tab.id}`}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={tab.id === value}
            aria-controls={`${base}-panel`}
            tabIndex={tab.id === value ? 0 : -1}
            onClick={() => onChange(tab.id)}
            onKeyDown={move}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {/* A panel may hold nothing that takes focus; then the keyboard still reaches its text. */}
      <div
        id={`${base}-panel`}
        role="tabpanel"
        aria-labelledby={`${base}-${value}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={styles.panel}
      >
        {children}
      </div>
    </div>
  )
}
