import type { Member, MemberFunction } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { Button, Row, Rows, SectionHead } from '../../../ui/index.ts'
import { FunctionForm } from './FunctionForm.tsx'
import { useFunctionName } from './useFunctionName.ts'
import { useSaying } from './useSaying.ts'
import styles from './People.module.css'

interface FunctionsProps {
  organisationId: string
  members: readonly Member[]
  functions: readonly MemberFunction[]
  mayManage: boolean
}

const groups = [
  ['now', ['current', 'coming']],
  ['before', ['past']],
] as const

/** Who does what, and who did it before. */
export function Functions({ organisationId, members, functions, mayManage }: FunctionsProps) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  if (functions.length === 0 && !mayManage) return null
  return (
    <section aria-labelledby="own-functions" className={styles.stack}>
      <div>
        <SectionHead id="own-functions">{t('people.functions.title')}</SectionHead>
        {functions.length === 0 && <p className={styles.hint}>{t('people.functions.none')}</p>}
        {groups.map(([name, states]) => {
          const some = functions.filter(({ state }) => states.some((one) => one === state))
          if (some.length === 0) return null
          const rows = (
            <Rows>
              {some.map((one) => (
                <FunctionRow key={one.id} organisationId={organisationId} one={one} mayManage={mayManage} />
              ))}
            </Rows>
          )
          return name === 'now' ? (
            <div key={name}>{rows}</div>
          ) : (
            <details key={name} className={styles.before}>
              <summary>{t('people.functions.before')}</summary>
              {rows}
            </details>
          )
        })}
      </div>
      {mayManage &&
        (adding ? (
          <FunctionForm organisationId={organisationId} members={members} onClose={() => setAdding(false)} />
        ) : (
          <div>
            <Button look="line" onClick={() => setAdding(true)}>
              {t('people.functions.add')}
            </Button>
          </div>
        ))}
    </section>
  )
}

interface FunctionRowProps {
  organisationId: string
  one: MemberFunction
  mayManage: boolean
}

function FunctionRow({ organisationId, one, mayManage }: FunctionRowProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const functionName = useFunctionName()
  const { say, settle } = useSaying()
  const { id: functionId, name, from, to, state, userId } = one
  const change = useMutation({
    mutationFn: (last: string | null) =>
      call('organisations.changeFunction', { organisationId, functionId, to: last }),
    ...settle('organisations.listMembers', 'organisations.listPeople'),
  })
  const remove = useMutation({
    mutationFn: () => call('organisations.removeFunction', { organisationId, functionId }),
    ...settle('organisations.listMembers', 'organisations.listPeople'),
  })
  const what = functionName(one)
  const days = to
    ? t('people.functions.fromTo', { from: formatDate(from), to: formatDate(to) })
    : state === 'coming'
      ? t('people.functions.from', { from: formatDate(from) })
      : t('people.functions.since', { from: formatDate(from) })
  const handleEnd = () =>
    change.mutate(new Date().toLocaleDateString('sv-SE'), {
      onSuccess: () =>
        say(t('people.functions.ended', { name, what }), {
          label: t('common.undo'),
          onAction: () => change.mutate(to),
        }),
    })
  return (
    <Row
      title={<bdi>{what}</bdi>}
      meta={
        <>
          <bdi>{name}</bdi>
          {userId === null && ` · ${t('people.functions.left')}`} · {days}
        </>
      }
      actions={
        mayManage &&
        (state === 'current' && to === null ? (
          <Button look="text" aria-label={t('people.functions.endNamed', { name, what })} onClick={handleEnd}>
            {t('people.functions.end')}
          </Button>
        ) : (
          state === 'coming' && (
            <Button
              look="text"
              aria-label={t('people.functions.removeNamed', { name, what })}
              onClick={() => remove.mutate()}
            >
              {t('people.functions.remove')}
            </Button>
          )
        ))
      }
    />
  )
}
