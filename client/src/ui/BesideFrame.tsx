import { useEffectEvent, useLayoutEffect, type ComponentProps, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import { showBeside } from './beside.ts'

interface BesideFrameProps extends Omit<ComponentProps<'div'>, 'ref'> {
  anchor: HTMLElement
  align: 'start' | 'end'
  panel: RefObject<HTMLDivElement | null>
  /** It stands at its place: what is to have the focus takes it. */
  onShown: () => void
  onClose: () => void
}

/** What opens beside something and lets the rest of the page go on; any press elsewhere closes it. */
export function BesideFrame({ anchor, align, panel, onShown, onClose, ...rest }: BesideFrameProps) {
  const shown = useEffectEvent(onShown)
  const close = useEffectEvent(onClose)

  useLayoutEffect(() => {
    if (!panel.current) return undefined
    const end = showBeside(panel.current, anchor, align, () => close())
    shown()
    return end
  }, [panel, anchor, align])

  return createPortal(
    <div ref={panel} popover="manual" tabIndex={-1} data-portal {...rest} />,
    // Everything outside of an open modal dialog is inert.
    anchor.closest('dialog') ?? document.body,
  )
}
