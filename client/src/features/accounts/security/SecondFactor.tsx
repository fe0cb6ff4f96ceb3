import type { AccountSecurity } from '@augenhoehe/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../../platform/api.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { reconnectLive } from '../../../platform/live.ts'
import { Rows, SectionHead, SkeletonLines } from '../../../ui/index.ts'
import { AddPasskeyRow } from './AddPasskeyRow.tsx'
import { PasskeyRow } from './PasskeyRow.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { RecoveryRow } from './RecoveryRow.tsx'
import { TotpRow } from './TotpRow.tsx'

/** Whoever needs one keeps the last. */
const mayRemove = ({ required, totp, passkeys }: AccountSecurity) =>
  !required || passkeys.length + (totp ? 1 : 0) > 1

/** What signing in asks for besides the password, and what helps when it is lost. */
export function SecondFactor({ onKept }: { onKept: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(read('accounts.security', {}))
  const [shown, setShown] = useState<readonly string[] | null>(null)

  const handleChanged = (recoveryCodes: readonly string[] | null) => {
    if (recoveryCodes) setShown(recoveryCodes)
    // The session has another cookie now, and what is open to it may be more.
    reconnectLive()
    void queries.invalidateQueries({ queryKey: ['accounts.security'] })
    void queries.invalidateQueries({ queryKey: ['accounts.me'] })
  }
  return (
    <section aria-labelledby="security-second">
      <SectionHead id="security-second">{t('security.second.title')}</SectionHead>
      <p>
        {t('security.second.text')} {data?.required && t('security.second.required')}
      </p>
      {error && !data && <LoadFailed error={error} onRetry={refetch} size="small" />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={2} lines={2} />}
      {data && (
        <Rows>
          {data.passkeys.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              removable={mayRemove(data)}
              onChanged={() => handleChanged(null)}
            />
          ))}
          <AddPasskeyRow onAdded={handleChanged} />
          <TotpRow totp={data.totp} removable={mayRemove(data)} onChanged={handleChanged} />
          {data.recoveryCodes && !shown && (
            <RecoveryRow recoveryCodes={data.recoveryCodes} onRenewed={handleChanged} />
          )}
        </Rows>
      )}
      {shown && (
        <RecoveryCodes
          codes={shown}
          onKept={() => {
            setShown(null)
            onKept()
          }}
        />
      )}
    </section>
  )
}
