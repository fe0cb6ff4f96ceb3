import { Link } from '../../ui/index.ts'
import styles from './HesseMap.module.css'
import { mapAttribution } from './outlines.ts'

/** Whose data the outlines are; beside every map. */
export const MapCredit = () => (
  <figcaption className={styles.credit}>
    <Link href="https://www.bkg.bund.de" quiet>
      <bdi lang="de">{mapAttribution}</bdi>
    </Link>
  </figcaption>
)
