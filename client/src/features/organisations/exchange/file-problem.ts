import { useTranslation } from '../../../platform/i18n.ts'
import { problemFields, useProblemText } from '../../../platform/problem.ts'

/** What is wrong with a file, with the columns it is about. */
export function useFileProblem() {
  const { t } = useTranslation()
  const problemText = useProblemText()
  return (error: unknown) => {
    const said = (problemFields(error)['header'] ?? []).map((one) => {
      const [what, names = ''] = one.split(': ')
      return what === 'twice'
        ? t('tables.header.twice', { names })
        : what === 'missing'
          ? t('tables.header.missing', { names })
          : ''
    })
    return [problemText(error), ...said].filter(Boolean).join(' ')
  }
}
