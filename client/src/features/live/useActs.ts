import type { VoteValue } from '@augenhoehe/contracts'
import { useRef } from 'react'
import { newClientId } from '../../platform/ids.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { ask } from '../../platform/live.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useActing } from '../../platform/session.tsx'
import { useToast } from '../../ui/index.ts'
import { useLive } from './SessionContext.ts'
import { settleSupport, settleVote, takeOwnText, takeQuestion, wishSupport, wishVote } from './state.ts'
import { surely } from './surely.ts'

/** What whoever takes part can do. Each says whether it has happened; a refusal is told and loses nothing. */
export function useActs() {
  const { t } = useTranslation()
  const { view, update } = useLive()
  const { acting } = useActing()
  const toast = useToast()
  const problemText = useProblemText()
  const presses = useRef(0)
  // The same words again are the same request, however often they had to be sent.
  const requests = useRef(new Map<string, string>())
  const { sessionId } = view.session
  const asParty = acting ? { actingOrganisationId: acting.organisationId } : {}

  const tell = (error: unknown) => {
    toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
    return false
  }
  const nameFor = (words: string) => {
    const known = requests.current.get(words) ?? newClientId()
    requests.current.set(words, known)
    return known
  }

  const raiseHand = async (text?: string) => {
    const words = `hand ${acting?.organisationId ?? ''} ${text ?? ''}`
    const clientId = nameFor(words)
    try {
      const { n } = await surely(() =>
        ask('live.raiseHand', { sessionId, clientId, ...asParty, ...(text !== undefined && { text }) }),
      )
      if (text !== undefined) update((known) => takeOwnText(known, n, text))
      requests.current.delete(words)
      return true
    } catch (error) {
      return tell(error)
    }
  }

  const lowerHand = async (hand: number) => {
    try {
      await surely(() => ask('live.lowerHand', { sessionId, hand }))
      return true
    } catch (error) {
      return tell(error)
    }
  }

  /** A spoken turn that becomes one in writing takes a new place. */
  const handIn = async (text: string, instead: number | null) =>
    (instead === null || (await lowerHand(instead))) && raiseHand(text)

  const endTurn = async (turn: number) => {
    try {
      await ask('live.turn', { sessionId, turn, act: 'end' })
      return true
    } catch (error) {
      return tell(error)
    }
  }

  const put = async (text: string, lang: string | null) => {
    const words = `question ${acting?.organisationId ?? ''} ${text}`
    const clientId = nameFor(words)
    try {
      const question = await surely(() =>
        ask('live.ask', { sessionId, clientId, text, ...asParty, ...(lang !== null && { lang }) }),
      )
      update((known) => takeQuestion(known, question))
      requests.current.delete(words)
      toast.show({
        text: question.state === 'pending' ? t('live.ask.waits') : t('live.ask.done'),
        closeLabel: t('common.close'),
      })
      return true
    } catch (error) {
      return tell(error)
    }
  }

  const support = async (questionId: string, on: boolean) => {
    const number = ++presses.current
    update((known) => wishSupport(known, questionId, number, on))
    try {
      await surely(() => ask('live.support', { sessionId, questionId, on, ...asParty }))
      update((known) => settleSupport(known, questionId, number, true))
    } catch (error) {
      update((known) => settleSupport(known, questionId, number, false))
      tell(error)
    }
  }

  const vote = async (statementId: string, value: VoteValue | null) => {
    const number = ++presses.current
    update((known) => wishVote(known, statementId, number, value))
    try {
      await surely(() => ask('live.vote', { sessionId, statementId, value, ...asParty }))
      update((known) => settleVote(known, statementId, number, true))
    } catch (error) {
      update((known) => settleVote(known, statementId, number, false))
      tell(error)
    }
  }

  return { raiseHand, lowerHand, handIn, endTurn, put, support, vote }
}
