import type { Confirmation } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'

/** Who gave an answer; an office with what kind of office it is. */
export function useAnswererName() {
  const { t } = useTranslation()
  return ({ organisation, institution }: Pick<Confirmation, 'organisation' | 'institution'>) =>
    institution
      ? t('results.office', { name: organisation, kind: t(`common.institutionKind.${institution.kind}`) })
      : organisation
}
