const gap = 6
const edge = 8

/** Below the anchor, above it where there is more room, never outside of the window. Physical, as rectangles are. */
function place(panel: HTMLElement, anchor: HTMLElement, align: 'start' | 'end'): void {
  const from = anchor.getBoundingClientRect()
  panel.style.maxHeight = ''
  const { offsetWidth: width, offsetHeight: height } = panel
  const below = innerHeight - from.bottom - gap - edge
  const above = from.top - gap - edge
  const down = height <= below || below >= above
  const fromLeft = (getComputedStyle(anchor).direction === 'rtl') === (align === 'end')
  const left = fromLeft ? from.left : from.right - width
  const shown = Math.min(height, Math.max(down ? below : above, 120))
  panel.style.maxHeight = `${shown}px`
  panel.style.left = `${Math.max(edge, Math.min(left, innerWidth - width - edge))}px`
  panel.style.top = `${down ? from.bottom + gap : from.top - gap - shown}px`
}

/**
 * Shows a popover beside its anchor and keeps it there whatever scrolls; a press elsewhere is told. In the browser's top
 * layer: no clipping, no z-index, and a tenth of the code of a positioning library. Answers with what ends it.
 */
export function showBeside(
  panel: HTMLElement,
  anchor: HTMLElement,
  align: 'start' | 'end',
  onOutside: () => void,
): () => void {
  const handleMove = () => place(panel, anchor, align)
  const handlePress = (event: PointerEvent) => {
    const target = event.target as Element
    if (!panel.contains(target) && !anchor.contains(target)) onOutside()
  }
  panel.showPopover()
  handleMove()
  document.addEventListener('pointerdown', handlePress, true)
  window.addEventListener('resize', handleMove)
  window.addEventListener('scroll', handleMove, true)
  return () => {
    document.removeEventListener('pointerdown', handlePress, true)
    window.removeEventListener('resize', handleMove)
    window.removeEventListener('scroll', handleMove, true)
    if (panel.isConnected) panel.hidePopover()
  }
}
