import { useProving } from '../../platform/proving.ts'
import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'

const ProofDialog = later(() =>
  withWords(async () => (await import('./security/ProofDialog.tsx')).ProofDialog),
)

/** Where a proof is asked for before something sensitive, whatever page one is at. */
export function Proving() {
  const { asked, settle } = useProving()
  return asked && <ProofDialog onSettled={settle} />
}
