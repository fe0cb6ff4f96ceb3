const gap = 6
const edge = 8

/** Below the anchor, above it where there is more room, never outside of the window. Physical, as rectangles are. */
export function placeBeside(panel: HTMLElement, anchor: HTMLElement, align: 'start' | 'end'): void {
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
