import { i18n } from './i18n.ts'

/** What somebody is called; who has erased their account has no name any more. */
export const nameOrFormer = (name: string | null | undefined): string => name || i18n.t('common.formerMember')
