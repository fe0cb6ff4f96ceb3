import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../platform/api.ts'
import { looksLikeEmail } from '../../platform/checks.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useMe } from '../../platform/session.tsx'
import { Button, MultiSelectField, TextField } from '../../ui/index.ts'
import styles from './Plan.module.css'

interface Someone {
  userId: string
  name: string
}

interface ModeratorsFieldProps {
  threadId: string
  /** Who does already. */
  present: readonly Someone[]
  value: readonly string[]
  onChange: (userIds: string[]) => void
}

const someContributions = 100

/** Who else moderates: whoever does so elsewhere, whoever has written here, or somebody whose address one knows. */
export function ModeratorsField({ threadId, present, value, onChange }: ModeratorsFieldProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const [found, setFound] = useState<readonly Someone[]>([])
  const [email, setEmail] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const people = useCandidates(threadId, [...present, ...found])
  const added = found.at(-1)

  const add = async () => {
    if (busy) return
    if (!looksLikeEmail(email)) {
      setError(t('live.plan.missing.email'))
      return
    }
    setBusy(true)
    try {
      const one = await call('live.findModerator', { threadId, email: email.trim() })
      setFound((before) => [...before.filter(({ userId }) => userId !== one.userId), one])
      onChange([...new Set([...value, one.userId])])
      setEmail('')
    } catch (problem) {
      setError(isProblem(problem, 'not-found') ? t('live.plan.unknownAddress') : problemText(problem))
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <MultiSelectField
        label={t('live.plan.moderators')}
        hint={t('live.plan.moderatorsHint')}
        data={people.map(({ userId, name }) => ({ value: userId, label: name }))}
        value={[...value]}
        onChange={onChange}
        nothingFoundMessage={t('live.plan.nobody')}
      />
      <div className={styles.byAddress}>
        <TextField
          type="email"
          inputMode="email"
          dir="ltr"
          autoComplete="off"
          label={t('live.plan.address')}
          hint={t('live.plan.addressHint')}
          value={email}
          error={error ?? undefined}
          onChange={(event) => {
            setError(null)
            setEmail(event.currentTarget.value)
          }}
          onKeyDown={(event) => {
            // The session is not planned by this.
            if (event.key !== 'Enter') return
            event.preventDefault()
            void add()
          }}
        />
        <Button look="line" onClick={() => void add()} busy={busy} busyLabel={t('live.sending')}>
          {t('live.plan.addAddress')}
        </Button>
        <p aria-live="polite" className={styles.hint}>
          {added && value.includes(added.userId) && t('live.plan.addressAdded', { name: added.name })}
        </p>
      </div>
    </>
  )
}

/** The server has the last word on who is fit. */
function useCandidates(threadId: string, chosen: readonly Someone[]): Someone[] {
  const { user } = useMe()
  const { data: known } = useQuery(read('live.knownModerators', { threadId }))
  const { data: here } = useQuery(read('threads.contributions', { threadId, limit: someContributions }))
  const writers = here?.contributions.flatMap(({ institution, event, authorId, authorName }) =>
    institution || event ? [] : [{ userId: authorId, name: authorName }],
  )
  const names = new Map(
    [...chosen, ...(known?.people ?? []), ...(writers ?? [])].map(({ userId, name }) => [userId, name]),
  )
  return [...names]
    .flatMap(([userId, name]) => (userId === user?.id ? [] : [{ userId, name }]))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}
