import type { NameFault, ProblemCode } from '@augenhoehe/contracts'
import { useTranslation } from 'react-i18next'
import { i18n } from './i18n.ts'
import { ProblemError } from './problem-error.ts'

const codeOf = (error: unknown): ProblemCode | 'offline' => {
  if (!(error instanceof ProblemError)) return 'internal'
  return error.offline ? 'offline' : error.code
}

/** What went wrong and what to do now, in the reader's language. */
export const problemText = (error: unknown): string => i18n.t(`problem.${codeOf(error)}`)

export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation()
  return (error) => t(`problem.${codeOf(error)}`)
}

const nameFaults: Record<NameFault, `creating.name.${NameFault}`> = {
  direction: 'creating.name.direction',
  invisible: 'creating.name.invisible',
  marks: 'creating.name.marks',
  'mixed-scripts': 'creating.name.mixed-scripts',
  styled: 'creating.name.styled',
}
const isNameFault = (reason: string): reason is NameFault => Object.hasOwn(nameFaults, reason)

/** What exactly is wrong with a field, where the server's reason is one that people can act on. */
export function useReasonText(): (reasons: readonly string[]) => string | undefined {
  const { t } = useTranslation()
  return (reasons) => {
    const fault = reasons.find(isNameFault)
    return fault && t(nameFaults[fault])
  }
}

/** The fields a refusal names. */
export const problemFields = (error: unknown): Readonly<Record<string, readonly string[]>> =>
  error instanceof ProblemError ? (error.problem.fields ?? {}) : {}
