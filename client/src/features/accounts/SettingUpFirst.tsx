import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { useMe } from '../../platform/session.tsx'

/** Where whoever still has to set something up may be besides. */
const open = /^\/(?:ich\/sicherheit|impressum|datenschutz|barrierefreiheit|rueckmeldung)$/

/** Leads those whose role needs a second factor to where one is set up; until then everything else would be refused. */
export function SettingUpFirst({ children }: { children: ReactNode }) {
  const { user } = useMe()
  const { pathname } = useLocation()
  const queries = useQueryClient()
  const lacks = user?.lacksSecondFactor === true
  const lacked = useRef(false)
  useEffect(() => {
    // What was refused until a moment ago is asked for again.
    if (lacked.current && !lacks && user) void queries.invalidateQueries()
    lacked.current = lacks
  }, [lacks, user, queries])
  return lacks && !open.test(pathname) ? <Navigate to="/ich/sicherheit" replace /> : children
}
