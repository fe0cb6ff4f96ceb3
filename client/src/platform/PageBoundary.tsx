import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { Boundary } from './Boundary.tsx'

/** A page that breaks takes only itself down; the next address works again. */
export function PageBoundary({ children }: { children: ReactNode }) {
  const { pathname } = useLocation()
  return <Boundary place={pathname}>{children}</Boundary>
}
