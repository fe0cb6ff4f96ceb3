import { useEffect } from 'react'
import { useNavigate } from 'react-router'

/**
 * Ctrl+K, or ⌘K, leads to the one box from anywhere. With a modifier, because a single sign would be set off by
 * whoever dictates (WCAG 2.1.4).
 */
export function useSearchShortcut() {
  const navigate = useNavigate()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const withModifier = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (event.key.toLowerCase() !== 'k' || !withModifier || event.defaultPrevented) return
      // A dialog that is open comes first.
      if (event.target instanceof Element && event.target.closest('[role="dialog"]')) return
      event.preventDefault()
      const box = document.querySelector<HTMLInputElement>('[data-search] search input')
      if (box) box.focus()
      else void navigate('/suche')
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [navigate])
}
