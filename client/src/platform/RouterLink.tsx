import { Link } from 'react-router'
import type { LinkComponentProps } from '../ui/index.ts'

/** Addresses of ours go through the router; everything else is an ordinary link. */
export function RouterLink({ href, ref, children, ...rest }: LinkComponentProps) {
  const shared = { ...rest, ...(ref && { ref }) }
  return href.startsWith('/') && !href.startsWith('//') ? (
    <Link to={href} {...shared}>
      {children}
    </Link>
  ) : (
    <a href={href} {...shared}>
      {children}
    </a>
  )
}
