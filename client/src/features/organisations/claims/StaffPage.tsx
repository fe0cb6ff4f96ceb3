import { AdministrationFrame } from '../administration/AdministrationFrame.tsx'
import styles from '../creating/Creating.module.css'
import { MergeForm } from '../duplicates/MergeForm.tsx'
import { Merges } from '../duplicates/Merges.tsx'
import { PairsKeptApart } from '../duplicates/PairsKeptApart.tsx'
import { SuspectedDuplicates } from '../duplicates/SuspectedDuplicates.tsx'
import { WaitingClaims } from './WaitingClaims.tsx'

/** What the staff decides about entries: who may be let in where nobody answers, and what stands twice. */
export function StaffPage() {
  return (
    <AdministrationFrame current="claims">
      <div className={styles.steps}>
        <WaitingClaims />
        <SuspectedDuplicates />
        <MergeForm />
        <Merges />
        <PairsKeptApart />
      </div>
    </AdministrationFrame>
  )
}
