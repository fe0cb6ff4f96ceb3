import { Button } from '../Button.tsx'
import { Changes } from '../Changes.tsx'
import { Fact, FactAside, Facts } from '../Fact.tsx'
import { FootBar } from '../FootBar.tsx'
import { Link } from '../Link.tsx'
import { Spread } from '../Spread.tsx'
import { Tally } from '../Tally.tsx'
import { GallerySection } from './GallerySection.tsx'

export function GalleryRecord() {
  return (
    <GallerySection title="Ergebnis" of="Facts, Fact, FactAside, Tally, Changes, FootBar">
      <Facts>
        <Fact
          margin={
            <>
              <Spread filled={3}>fast alle</Spread>
              <Link href="#sources">7 Beiträge</Link>
            </>
          }
          below={
            <FactAside tone="dissent" title="Andere Sicht: Kirschgarten Fulda e. V.">
              <p>„Uns hilft ein Minijob nicht.“</p>
            </FactAside>
          }
        >
          <p>Förderstellen sollen Minijobs im Programm vollständig bezahlen.</p>
        </Fact>
        <Fact margin="Ergänzung der Moderation">
          <p>Das Treffen findet wieder statt.</p>
        </Fact>
        <Fact attached>
          <FactAside tone="open" title="Offene Frage">
            <p>Kostenlos oder nur vergünstigt? Drei Flüsse Hanau klärt das bis 15. Januar.</p>
          </FactAside>
        </Fact>
        <Fact attached>
          <FactAside tone="note" title="Anmerkung: Brunnenstube Gießen">
            <p>Bitte „abends“ ergänzen.</p>
          </FactAside>
        </Fact>
      </Facts>
      <Tally
        rows={[
          { id: 'confirm', label: 'bestätigt', count: 7, mark: 'full' },
          { id: 'comment', label: 'mit Anmerkung', count: 2, mark: 'half' },
          { id: 'dissent', label: 'andere Sicht', count: 1, mark: 'ring' },
          { id: 'open', label: 'noch offen', count: 1, mark: 'open' },
        ]}
      />
      <Changes
        words={[
          { kind: 'same', text: 'Schulungen in ' },
          { kind: 'gone', text: 'Buchhaltung' },
          { kind: 'new', text: 'Buchhaltung und Recht' },
          { kind: 'same', text: ', abends.' },
        ]}
        goneLabel="gestrichen"
        newLabel="neu"
      />
      <FootBar>
        <Button big>Stimmt das? Antworten</Button>
      </FootBar>
    </GallerySection>
  )
}
