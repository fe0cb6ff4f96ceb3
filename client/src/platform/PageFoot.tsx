import type { Locale } from '@augenhoehe/contracts'
import { useLocation } from 'react-router'
import ar from '../locales/ar/foot.json'
import deSimple from '../locales/de-simple/foot.json'
import de from '../locales/de/foot.json'
import en from '../locales/en/foot.json'
import tr from '../locales/tr/foot.json'
import uk from '../locales/uk/foot.json'
import { Link } from '../ui/index.ts'
import { languages, useLocale } from './i18n.ts'
import styles from './PageFoot.module.css'

/** A handful of words that every page needs and no page waits for: all languages together are less than one request. */
const words: Readonly<Record<Locale, typeof de>> = { de, 'de-simple': deSimple, en, tr, ar, uk }

/** Links of mails open what they name for whoever holds them: of those pages only the first part is said. */
const openedByLink =
  /^(\/(?:einladung|einspruch|angaben|eintrag|zusammenarbeit|wochenbrief|abbestellen|meldung|mitmachen))\/.*/

/** Below every page: who runs the platform, what it stores, what its words mean, and how to say what is wrong with it. */
export function PageFoot() {
  const locale = useLocale()
  const { pathname } = useLocation()
  const said = words[locale]
  const here = `seite=${encodeURIComponent(pathname.replace(openedByLink, '$1'))}`
  return (
    <>
      <nav className={styles.foot} aria-label={said.label}>
        <Link href="/impressum">{said.imprint}</Link>
        <Link href="/datenschutz">{said.privacy}</Link>
        <Link href="/barrierefreiheit">{said.accessibility}</Link>
        <Link href="/glossar">{said.glossary}</Link>
        <Link href={`/rueckmeldung?${here}`}>{said.feedback}</Link>
        {languages[locale].draft && (
          <Link href={`/rueckmeldung?art=uebersetzung&sprache=${locale}&${here}`}>{said.wrong}</Link>
        )}
      </nav>
      {/* On paper a page has no address bar. */}
      <p className={styles.address} dir="ltr">
        {window.location.origin + pathname}
      </p>
    </>
  )
}
