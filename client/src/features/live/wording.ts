import type { AgendaItem, Hand, Party, QueueRule, Room } from '@augenhoehe/contracts'
import { nameOrFormer } from '../../platform/former.ts'
import { localised, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { useTimes } from './times.ts'

/** The association first; whoever speaks for none has their own name. */
export const nameOf = ({ organisation, name }: Party): string => organisation ?? nameOrFormer(name)

/** What kind of office somebody speaks for; nothing where they speak for none. */
export function useOffice(): (party: Party) => string | null {
  const { t } = useTranslation()
  return ({ isInstitution, institutionKind }) =>
    !isInstitution
      ? null
      : institutionKind === null
        ? t('live.institution')
        : t(`common.institutionKind.${institutionKind}`)
}

/** Who it is, and that it is an office where it is one: this is always shown. */
export function usePartyName(): (party: Party) => string {
  const { t } = useTranslation()
  const officeOf = useOffice()
  return (party) => {
    const kind = officeOf(party)
    return kind === null ? nameOf(party) : t('live.office', { name: nameOf(party), kind })
  }
}

/** Why somebody stands where they stand, as others read it. */
export function useReasonNote(): (hand: Hand) => string {
  const { t } = useTranslation()
  const { formatTime } = useFormat()
  const { rough } = useTimes()
  return ({ reason, raisedAt, written }) => {
    const words = () => {
      switch (reason.kind) {
        case 'order-of-arrival':
          return t('live.reason.order-of-arrival', { time: formatTime(raisedAt) })
        case 'time-so-far':
          return reason.spokenMs === 0
            ? t('live.reason.not-yet')
            : t('live.reason.time-so-far', { time: rough(reason.spokenMs) })
        case 'has-spoken':
        case 'skipped':
        case 'speaks-first-time':
          return t(`live.reason.${reason.kind}`)
      }
    }
    return written ? t('live.reason.written', { reason: words() }) : words()
  }
}

/** The same for whoever waits there: "weil Ihr Verein heute noch nicht gesprochen hat". */
export function useOwnReason(): (hand: Hand) => string {
  const { t } = useTranslation()
  const { rough } = useTimes()
  return ({ reason, party }) => {
    const whose = party.organisation === null ? 'person' : 'organisation'
    if (reason.kind !== 'time-so-far') return t(`live.because.${reason.kind}`)
    return reason.spokenMs === 0
      ? t(`live.because.not-yet.${whose}`)
      : t(`live.because.time-so-far.${whose}`, { time: rough(reason.spokenMs) })
  }
}

export function useRuleWords(): (rule: QueueRule) => string {
  const { t } = useTranslation()
  return (rule) => t(`live.rule.${rule}`)
}

/** An item of the agenda: the room's guiding question in the reader's language, or its own words. */
export function useItemTitle(room: Pick<Room, 'questions'>): (item: AgendaItem) => string {
  const locale = useLocale()
  return ({ questionId, title }) => {
    const question = questionId === null ? undefined : room.questions.find(({ id }) => id === questionId)
    return localised(question?.text ?? title, locale)
  }
}
