import type { AllOperations, Input, Reply, SocketOperation } from '@augenhoehe/contracts'
import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { ask } from '../../platform/live.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useToast } from '../../ui/index.ts'
import { useLive } from './SessionContext.ts'
import { nameOf } from './wording.ts'

type DeskOperation = Extract<SocketOperation, `live.${string}`>
/** What is asked, without the session it is about. */
export type Wanted<K extends DeskOperation> = Omit<Input<AllOperations[K]>, 'sessionId'>

/**
 * What moderators do. Two who press at once get one result: whoever was second is told how things stand now,
 * and what they see is that already.
 */
export function useDeskActs() {
  const { t } = useTranslation()
  const { view } = useLive()
  const toast = useToast()
  const problemText = useProblemText()
  const [under, setUnder] = useState(0)
  const { sessionId } = view.session

  const say = (text: string) => toast.show({ text, closeLabel: t('common.close') })

  /** What was on this page when somebody pressed is what they were too late for. */
  const stageNow = async () => {
    const now = await call('live.get', { sessionId }).catch(() => undefined)
    return (now ?? view.session).stage
  }

  const tell = async (error: unknown) => {
    if (isProblem(error, 'conflict')) {
      const { turn } = await stageNow()
      say(turn ? t('live.desk.conflictTurn', { name: nameOf(turn.hand.party) }) : t('live.desk.conflict'))
    } else if (isProblem(error, 'live.ended'))
      say(t('live.desk.ended', { state: t(`live.word.${(await stageNow()).state}`) }))
    else toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
  }

  /** Performs one act; undefined where it was refused, which is told. */
  async function act<K extends DeskOperation>(
    name: K,
    wanted: Wanted<K>,
  ): Promise<Reply<AllOperations[K]> | undefined> {
    setUnder((count) => count + 1)
    try {
      return await ask(name, { ...wanted, sessionId } as Input<AllOperations[K]>)
    } catch (error) {
      void tell(error)
      return undefined
    } finally {
      setUnder((count) => count - 1)
    }
  }

  return { act, say, tell, busy: under > 0 }
}

export type DeskActs = ReturnType<typeof useDeskActs>
