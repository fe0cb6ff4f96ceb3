export { EntriesPage } from './EntriesPage.tsx'
export { EntryPage } from './EntryPage.tsx'
export { NewEntryPage } from './NewEntryPage.tsx'
