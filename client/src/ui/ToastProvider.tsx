import { IconX } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'
import { ToastContext, type ToastMessage } from './ToastContext.ts'
import styles from './ToastProvider.module.css'

interface Shown extends ToastMessage {
  id: number
}

const readingTime = 9000

/**
 * One toast at a time. Nothing is lost when it goes: every undo is reachable in its own place too,
 * which is why it may leave by itself (WCAG 2.2.1); while one points at it or is inside it, it stays.
 */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown | null>(null)
  const [held, setHeld] = useState(false)

  const show = useCallback((message: ToastMessage) => {
    setShown((before) => ({ ...message, id: (before?.id ?? 0) + 1 }))
    setHeld(false)
  }, [])
  const close = useCallback(() => setShown(null), [])

  useEffect(() => {
    if (!shown || held) return undefined
    const timer = setTimeout(close, readingTime)
    return () => clearTimeout(timer)
  }, [shown, held, close])

  const api = useMemo(() => ({ show }), [show])

  return (
    <ToastContext value={api}>
      {children}
      <output className={styles.region} aria-live="polite">
        {shown && (
          <div
            key={shown.id}
            className={styles.toast}
            data-tone={shown.tone ?? 'plain'}
            onPointerEnter={() => setHeld(true)}
            onPointerLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
          >
            <p className={styles.text}>{shown.text}</p>
            {shown.action && (
              <button
                type="button"
                className={styles.action}
                onClick={() => {
                  shown.action?.onAction()
                  close()
                }}
              >
                {shown.action.label}
              </button>
            )}
            <IconButton label={shown.closeLabel} icon={<IconX aria-hidden="true" />} onClick={close} />
          </div>
        )}
      </output>
    </ToastContext>
  )
}
