import type { MergePreview, OrganisationName } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { usePlaceName } from '../../../platform/reference.ts'
import { Banner, ConfirmDialog, RadioField, SkeletonLines, useToast } from '../../../ui/index.ts'
import styles from './Duplicates.module.css'
import { forgetMerged } from './forget-merged.ts'

interface MergeDialogProps {
  two: readonly [OrganisationName & { municipality?: string }, OrganisationName & { municipality?: string }]
  /** The one that would go on unless somebody decides otherwise, and whether it is because it says more. */
  fuller?: string
  onClose: () => void
  onMerged?: () => void
}

/** Which of two entries goes on, and what follows from it; asked before anything happens. */
export function MergeDialog({ two, fuller, onClose, onMerged }: MergeDialogProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const placeName = usePlaceName()
  const queries = useQueryClient()
  const toast = useToast()
  const [staysId, setStays] = useState(fuller ?? two[0].id)
  const [into, from] = two[0].id === staysId ? two : ([two[1], two[0]] as const)
  const which = { fromId: from.id, intoId: into.id }
  const preview = useQuery(read('organisations.previewMerge', which))
  const merging = useMutation({
    mutationFn: () => call('organisations.merge', which),
    onSuccess: () => {
      toast.show({
        text: t('creating.staff.merged', { from: from.name, into: into.name }),
        closeLabel: t('common.close'),
      })
      forgetMerged(queries)
      onMerged?.()
      onClose()
    },
  })
  const error = merging.error ?? preview.error
  return (
    <ConfirmDialog
      opened
      title={t('creating.staff.merge')}
      confirmLabel={t('creating.staff.confirm')}
      cancelLabel={t('common.cancel')}
      busy={merging.isPending || preview.isPending}
      onCancel={onClose}
      onConfirm={() => merging.mutate()}
    >
      <RadioField
        label={t('duplicates.stays')}
        value={staysId}
        onChange={setStays}
        options={two.map(({ id, name, slug, municipality }) => ({
          value: id,
          label: name,
          note: [
            municipality === undefined ? slug : placeName(municipality),
            id === fuller && t('duplicates.fuller'),
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
      <div aria-live="polite">
        {preview.data ? (
          <Follows preview={preview.data} />
        ) : (
          !error && <SkeletonLines label={t('common.loading')} />
        )}
      </div>
      {error && (
        <div role="alert">
          <Banner tone="problem" inset>
            {problemText(error)}
          </Banner>
        </div>
      )}
    </ConfirmDialog>
  )
}

/** What comes along; what there is none of is not said. */
function Follows({ preview }: { preview: MergePreview }) {
  const { t } = useTranslation()
  const counted = (['added', 'raised', 'invitations', 'functions', 'contacts'] as const).filter(
    (what) => preview[what] > 0,
  )
  return (
    <ul className={styles.follows}>
      <li>{t('duplicates.goes', { from: preview.from.name, into: preview.into.name })}</li>
      {counted.map((what) => (
        <li key={what}>{t(`duplicates.comes.${what}`, { count: preview[what] })}</li>
      ))}
      {preview.verification && <li>{t('duplicates.comes.verification')}</li>}
      <li>{t('duplicates.undo')}</li>
    </ul>
  )
}
