import type { ReactNode } from 'react'
import { NotFoundPage } from './NotFoundPage.tsx'
import { SignInFirst } from './SignInFirst.tsx'
import { useMe } from './session.tsx'

/** Staff of the centre and admins of the platform. */
export function useIsStaff(): boolean {
  const { user } = useMe()
  return (user?.role === 'staff' || user?.role === 'admin') && !user.lacksSecondFactor
}

/** Around pages of those who run the platform: for others they are not there. */
export function StaffOnly({ children }: { children: ReactNode }) {
  const isStaff = useIsStaff()
  return <SignInFirst>{isStaff ? children : <NotFoundPage />}</SignInFirst>
}
