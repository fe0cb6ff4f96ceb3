import type { GlossaryEntry } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { newClientId } from '../../../platform/ids.ts'
import { Page } from '../../../platform/layout.tsx'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import { useForm } from '../../../platform/useForm.ts'
import { Button, Form, FormActions, PageHeader, PhoneHeader, useToast } from '../../../ui/index.ts'
import styles from '../Glossary.module.css'
import { TermFields } from './TermFields.tsx'
import { nothing, wordsOf, wrongIn, type TermTyped } from './typed.ts'
import { useTermWording } from './useTermWording.ts'

/** `/verwaltung/glossar/neu` */
export function NewEntryPage() {
  return (
    <StaffOnly>
      <NewEntry />
    </StaffOnly>
  )
}

function NewEntry() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const toast = useToast()
  // The same through every retry: nothing is made twice.
  const clientId = useRef(newClientId())
  const form = useForm<TermTyped, GlossaryEntry>({
    initial: nothing,
    ...useTermWording(),
    wrong: wrongIn,
    send: (values) => call('glossary.add', { clientId: clientId.current, ...wordsOf(values) }),
    onDone: async ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['glossary.list'] })
      await queries.invalidateQueries({ queryKey: ['glossary.entries'] })
      toast.show({ text: t('glossary.admin.added'), closeLabel: t('common.close') })
      void navigate(`/verwaltung/glossar/${id}`, { replace: true })
    },
  })
  return (
    <Page
      title={t('glossary.admin.new')}
      header={
        <PhoneHeader back={{ href: '/verwaltung/glossar', label: t('glossary.admin.title') }}>
          {t('glossary.admin.new')}
        </PhoneHeader>
      }
    >
      <PageHeader title={t('glossary.admin.newTitle')} />
      <div className={styles.sections}>
        <Form onSubmit={form.submit} aria-label={t('glossary.admin.newTitle')}>
          <FormProblem form={form} />
          <TermFields values={form.values} set={form.set} field={form.field} />
          <FormActions>
            <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
              {t('glossary.admin.add')}
            </Button>
            <Button look="text" href="/verwaltung/glossar">
              {t('common.cancel')}
            </Button>
          </FormActions>
        </Form>
      </div>
    </Page>
  )
}
