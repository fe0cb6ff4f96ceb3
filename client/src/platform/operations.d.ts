declare module 'virtual:operations' {
  import type { OperationName } from '@augenhoehe/contracts'

  export const operations: Readonly<
    Record<OperationName, { readonly http?: string; readonly socket?: string }>
  >
}
