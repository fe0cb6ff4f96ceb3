import type { PushDevice } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useInstall } from '../../platform/install.ts'
import { offline, useOffline } from '../../platform/later-offline.ts'
import { useProblemText } from '../../platform/problem.ts'
import { ProblemError } from '../../platform/problem-error.ts'
import { useMe } from '../../platform/session.tsx'
import { Button, Row, Rows, SwitchField, useToast } from '../../ui/index.ts'
import styles from './Settings.module.css'
import type { ChoiceProps } from './SettingsPage.tsx'
import { usePermission } from './usePermission.ts'

const devicesOf = read('notifications.devices', {})

/** On which devices one is told at once, this one first, and what stands there for everybody to see. */
export function PushHere({ held, change }: ChoiceProps) {
  const { t } = useTranslation()
  const { data } = useQuery(devicesOf)
  const others = data?.devices.filter(({ own }) => !own) ?? []
  if (held.pushKey === null) return <p className={styles.soft}>{t('notifications.push.unavailable')}</p>
  return (
    <>
      <ThisDevice pushKey={held.pushKey} devices={data?.devices} onOn={() => change({ push: true })} />
      {others.length > 0 && <OtherDevices devices={others} />}
      {data && data.devices.length > 0 && (
        <SwitchField
          label={t('notifications.push.details')}
          hint={t(held.pushDetails ? 'notifications.push.detailsOn' : 'notifications.push.detailsOff')}
          checked={held.pushDetails}
          onChange={(event) => change({ pushDetails: event.currentTarget.checked })}
        />
      )}
    </>
  )
}

interface ThisDeviceProps {
  pushKey: string
  devices: readonly PushDevice[] | undefined
  onOn: () => void
}

function ThisDevice({ pushKey, devices, onOn }: ThisDeviceProps) {
  const { t } = useTranslation()
  const { user } = useMe()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const install = useInstall()
  const module = useOffline()
  const permission = usePermission()
  const [dismissed, setDismissed] = useState(false)
  const closeLabel = t('common.close')
  const own = devices?.find((device) => device.own)
  const here = useQuery({
    queryKey: ['push.here', own?.id ?? null, permission],
    queryFn: async () => (await offline()).isToldHere(user?.id ?? ''),
    enabled: user !== null,
    staleTime: 0,
  })
  const { mutate, isPending } = useMutation({
    mutationFn: async (on: boolean) => {
      const { beTold, beToldNoMore } = await offline()
      const end = async () => own && call('notifications.removeDevice', { deviceId: own.id })
      if (!on) {
        await end()
        return beToldNoMore(user!.id)
      }
      // Asked now and never before: somebody has pressed the button that says so.
      if ((await Notification.requestPermission()) !== 'granted') {
        setDismissed(Notification.permission === 'default')
        return undefined
      }
      setDismissed(false)
      // Known to the server, but gone from this browser.
      await end()
      queries.setQueryData(devicesOf.queryKey, { devices: await beTold(user!.id, pushKey) })
      onOn()
      return undefined
    },
    onError: (error) =>
      toast.show({
        text: error instanceof ProblemError ? problemText(error) : t('notifications.push.failed'),
        tone: 'problem',
        closeLabel,
      }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: devicesOf.queryKey })
      await queries.invalidateQueries({ queryKey: ['push.here'] })
    },
  })
  if (!devices || !module || here.data === undefined) return null
  if (!module.canBeTold())
    return (
      <p className={styles.soft}>
        {t(install === 'by-hand' ? 'notifications.push.homeScreen' : 'notifications.push.unsupported')}
      </p>
    )
  if (permission === 'denied')
    return (
      <div className={styles.soft} aria-live="polite">
        <p>{t('notifications.push.blocked')}</p>
        <p>{t('notifications.push.unblock')}</p>
      </div>
    )
  const isOn = own !== undefined && here.data
  return (
    <div className={styles.here}>
      <p aria-live="polite">
        {isOn
          ? t('notifications.push.on')
          : t(dismissed ? 'notifications.push.dismissed' : 'notifications.push.explain')}
      </p>
      <Button look="line" busy={isPending} onClick={() => mutate(!isOn)}>
        {t(isOn ? 'notifications.push.turnOff' : 'notifications.push.turnOn')}
      </Button>
    </div>
  )
}

function OtherDevices({ devices }: { devices: readonly PushDevice[] }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const closeLabel = t('common.close')
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (deviceId: string) => call('notifications.removeDevice', { deviceId }),
    onSuccess: () => toast.show({ text: t('notifications.push.removed'), closeLabel }),
    onError: (error) => toast.show({ text: problemText(error), tone: 'problem', closeLabel }),
    onSettled: () => queries.invalidateQueries({ queryKey: devicesOf.queryKey }),
  })
  const nameOf = ({ browser, system }: PushDevice) =>
    browser && system
      ? t('notifications.push.named', { browser, system })
      : (browser ?? system ?? t('notifications.push.unnamed'))
  return (
    <div>
      <h3 className={styles.part}>{t('notifications.push.others')}</h3>
      <Rows label={t('notifications.push.others')}>
        {devices.map((device) => (
          <Row
            key={device.id}
            level={4}
            title={<bdi>{nameOf(device)}</bdi>}
            meta={t('notifications.push.since', { day: formatDate(device.since) })}
            actions={
              <Button
                look="line"
                busy={isPending && variables === device.id}
                aria-label={t('notifications.follow.of', {
                  act: t('notifications.push.remove'),
                  title: nameOf(device),
                })}
                onClick={() => mutate(device.id)}
              >
                {t('notifications.push.remove')}
              </Button>
            }
          />
        ))}
      </Rows>
    </div>
  )
}
