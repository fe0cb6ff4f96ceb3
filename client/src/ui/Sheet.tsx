import type { ReactNode } from 'react'
import { ModalFrame } from './ModalFrame.tsx'

export interface SheetProps {
  opened: boolean
  onClose: () => void
  title: ReactNode
  closeLabel: string
  children: ReactNode
}

/** From the foot of the screen: more choices than a menu has room for, filters, the "Mehr" of the tab bar. */
export function Sheet({ opened, ...rest }: SheetProps) {
  if (!opened) return null
  return <ModalFrame {...rest} place="sheet" />
}
