import { useEffect, useState } from 'react'

const now = () => ('Notification' in window ? Notification.permission : 'denied')

/** Whether this browser may show anything; followed, because people change it beside the page. */
export function usePermission(): NotificationPermission {
  const [permission, setPermission] = useState(now)
  useEffect(() => {
    const look = () => setPermission(now())
    let status: PermissionStatus | undefined
    // Not every browser tells; then it is looked at when somebody comes back to the page.
    void navigator.permissions?.query({ name: 'notifications' }).then(
      (found) => {
        status = found
        status.addEventListener('change', look)
      },
      () => undefined,
    )
    document.addEventListener('visibilitychange', look)
    return () => {
      status?.removeEventListener('change', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return permission
}
