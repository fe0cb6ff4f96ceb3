import { useEffect } from 'react'
import { useNavigate } from 'react-router'

/** Where a sign that is typed belongs to a text or chooses something. */
const takesSigns =
  'input, textarea, select, [contenteditable], [role="menu"], [role="listbox"], [role="dialog"]'

/** The key `/` leads to the one box from anywhere but a field. */
export function useSearchShortcut() {
  const navigate = useNavigate()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return
      if (event.target instanceof Element && event.target.closest(takesSigns)) return
      event.preventDefault()
      const box = document.querySelector<HTMLInputElement>('[data-search] search input')
      if (box) box.focus()
      else void navigate('/suche')
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [navigate])
}
