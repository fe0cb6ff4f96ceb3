import type { ProblemCode } from '@augenhoehe/contracts'
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

/** The fields a refusal names. */
export const problemFields = (error: unknown): Readonly<Record<string, readonly string[]>> =>
  error instanceof ProblemError ? (error.problem.fields ?? {}) : {}
