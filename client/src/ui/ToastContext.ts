import { createContext, use } from 'react'

export interface ToastMessage {
  text: string
  /** For example "Rückgängig"; pressing it closes the toast. */
  action?: { label: string; onAction: () => void } | undefined
  tone?: 'plain' | 'problem' | undefined
  /** Words for the close button. */
  closeLabel: string
}

export interface ToastApi {
  show: (message: ToastMessage) => void
}

export const ToastContext = createContext<ToastApi | null>(null)

export function useToast(): ToastApi {
  const api = use(ToastContext)
  if (!api) throw new Error('useToast needs UiProvider above it')
  return api
}
