import type { Member, MemberFunction } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { useMe } from '../../../platform/session.tsx'
import { Button, Dialog, Row, Rows, SectionHead } from '../../../ui/index.ts'
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

/** As the calendar of the reader has it. */
const today = () => new Date().toLocaleDateString('sv-SE')

const groups = [
  ['now', ['current', 'coming']],
  ['before', ['past']],
] as const

/** Who does what, and who did it before. */
export function Functions({ organisationId, members, functions, mayManage }: FunctionsProps) {
  const { t } = useTranslation()
  const { user } = useMe()
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
                <FunctionRow
                  key={one.id}
                  organisationId={organisationId}
                  members={members}
                  one={one}
                  mayManage={mayManage}
                  own={one.userId !== null && one.userId === user?.id}
                />
              ))}
            </Rows>
          )
          return name === 'now' ? (
            <div key={name}>{rows}</div>
          ) : (
            <details key={name} className={styles.before}>
              <summary>{t('people.functions.before', { count: some.length })}</summary>
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
  members: readonly Member[]
  one: MemberFunction
  mayManage: boolean
  /** The reader's own. */
  own: boolean
}

function FunctionRow({ organisationId, members, one, mayManage, own }: FunctionRowProps) {
  const { t } = useTranslation()
  const functionName = useFunctionName()
  const days = useDays()
  const { say, settle } = useSaying()
  const [changing, setChanging] = useState(false)
  const { id: functionId, name, to, state, userId, kind, words, from } = one
  const end = useMutation({
    mutationFn: (last: string | null) =>
      call('organisations.changeFunction', { organisationId, functionId, to: last }),
    ...settle('organisations.listMembers', 'organisations.listPeople'),
  })
  const again = useMutation({
    mutationFn: (whose: string) =>
      call('organisations.addFunction', { organisationId, userId: whose, kind, words, from, to }),
    ...settle('organisations.listMembers', 'organisations.listPeople'),
  })
  const remove = useMutation({
    mutationFn: () => call('organisations.removeFunction', { organisationId, functionId }),
    ...settle('organisations.listMembers', 'organisations.listPeople'),
    onSuccess: () => {
      setChanging(false)
      say(
        t('people.functions.removed', { name, what }),
        userId === null ? undefined : { label: t('common.undo'), onAction: () => again.mutate(userId) },
      )
    },
  })
  const what = functionName(one)
  const handleEnd = () =>
    end.mutate(today(), {
      onSuccess: () =>
        say(t('people.functions.ended', { name, what }), {
          label: t('common.undo'),
          onAction: () => end.mutate(to),
        }),
    })
  return (
    <Row
      title={<bdi>{what}</bdi>}
      meta={
        <>
          <bdi>{name}</bdi>
          {userId === null && ` · ${t('people.functions.left')}`} · {days(one)}
        </>
      }
      actions={
        (mayManage || own) && (
          <>
            <Button
              look="text"
              aria-label={t('people.functions.changeNamed', { name, what })}
              onClick={() => setChanging(true)}
            >
              {t(mayManage ? 'people.functions.change' : 'people.functions.changeDays')}
            </Button>
            {mayManage && state === 'current' && to === null && (
              <Button
                look="text"
                aria-label={t('people.functions.endNamed', { name, what })}
                onClick={handleEnd}
              >
                {t('people.functions.end')}
              </Button>
            )}
          </>
        )
      }
    >
      {changing && (
        <Dialog
          opened
          onClose={() => setChanging(false)}
          title={
            <>
              <bdi>{what}</bdi> · <bdi>{name}</bdi>
            </>
          }
          closeLabel={t('common.close')}
        >
          <FunctionForm
            organisationId={organisationId}
            members={members}
            one={one}
            onlyDays={!mayManage}
            onClose={() => setChanging(false)}
          >
            {mayManage && (
              <Button look="text" busy={remove.isPending} onClick={() => remove.mutate()}>
                {t('people.functions.remove')}
              </Button>
            )}
          </FunctionForm>
        </Dialog>
      )}
    </Row>
  )
}

/** "seit 1. Mai 2024", "1. Mai 2020 bis 30. April 2024", "ab 1. Januar". */
function useDays() {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  return ({ from, to, state }: MemberFunction) => {
    if (to) return t('people.functions.fromTo', { from: formatDate(from), to: formatDate(to) })
    return t(state === 'coming' ? 'people.functions.from' : 'people.functions.since', {
      from: formatDate(from),
    })
  }
}
