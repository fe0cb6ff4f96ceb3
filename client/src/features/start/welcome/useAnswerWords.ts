import type { Welcome, WelcomeQuestion } from '@augenhoehe/contracts'
import { label, useFormat, useLocale } from '../../../platform/i18n.ts'
import { useFieldName, usePlaceName, useTaxonomy } from '../../../platform/reference.ts'

/** An answer in the reader's language; empty where the question was left open. */
export function useAnswerWords(): (question: WelcomeQuestion, answers: Welcome) => string {
  const { formatList } = useFormat()
  const locale = useLocale()
  const taxonomy = useTaxonomy()
  const placeName = usePlaceName()
  const fieldName = useFieldName()
  const needName = (id: string) => {
    const kind = taxonomy?.needKindById(id)
    return kind ? label(kind, locale) : ''
  }
  return (question, { municipality, fields, needs }) => {
    if (question === 'place') return municipality === null ? '' : placeName(municipality)
    const names = question === 'fields' ? fields.map(fieldName) : needs.map(needName)
    return formatList(names.filter(Boolean))
  }
}
