import { IconCalendar } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from '../../ui/index.ts'
import styles from './Strip.module.css'

/** The way to all dates: on phones there is no room for it among the tabs. */
export const AllDates = ({ children }: { children: ReactNode }) => (
  <Link href="/termine" className={styles.all}>
    <IconCalendar aria-hidden="true" />
    {children}
  </Link>
)
