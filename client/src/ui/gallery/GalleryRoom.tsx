import { Button } from '../Button.tsx'
import { EmptyState } from '../EmptyState.tsx'
import { KindWord } from '../KindWord.tsx'
import { LiveStrip } from '../LiveStrip.tsx'
import { QuestionStrip } from '../QuestionStrip.tsx'
import { Spine } from '../Spine.tsx'
import { SpineQuestion } from '../SpineQuestion.tsx'
import { Tag } from '../Tag.tsx'
import { ThreadRow } from '../ThreadRow.tsx'
import { ViewLinks } from '../ViewLinks.tsx'
import { GallerySection } from './GallerySection.tsx'

export function GalleryRoom() {
  return (
    <GallerySection title="Raum" of="QuestionStrip, LiveStrip, ViewLinks, Spine, SpineQuestion, ThreadRow">
      <QuestionStrip
        label="Leitfragen"
        items={[
          { id: '1', href: '#q1', number: 1, label: 'Was bedeutet das?' },
          { id: '2', href: '#q2', number: 2, label: 'Was wird besser?' },
          { id: '3', href: '#q3', number: 3, label: 'Was brauchen Sie?', news: '6 neu', current: true },
        ]}
      />
      <LiveStrip href="#live" title="Welche Hilfe fehlt am meisten?" note="Jetzt live mit 14 Vereinen" />
      <ViewLinks
        label="Ansicht als Links"
        links={[
          { id: 'question', href: '#question', label: 'Nach Leitfrage', current: true },
          { id: 'newest', href: '#newest', label: 'Neueste zuerst' },
        ]}
      />
      <Spine>
        <SpineQuestion
          id="q1"
          number={1}
          level={3}
          title="Was bedeutet Professionalisierung für Sie? Was würde Ihren Verein weiterbringen?"
          meta="4 Gespräche · alles gelesen"
        >
          <ThreadRow
            level={4}
            href="#t1"
            title="Professionell heißt nicht: bezahlt"
            meta="Olivenhain Darmstadt, 17. November"
          />
          <ThreadRow
            level={4}
            href="#t2"
            title="Wer macht was? Aufgaben im Vorstand teilen"
            meta="Wabe Offenbach, 12. November"
          />
        </SpineQuestion>
        <SpineQuestion
          id="q2"
          number={2}
          level={3}
          title="Was würden Sie mit mehr Professionalisierung anders oder neu machen?"
        >
          <EmptyState
            drawing="threads"
            size="small"
            title="Noch kein Gespräch zu dieser Frage."
            level={3}
            action={
              <Button look="text" href="#begin">
                Machen Sie den Anfang
              </Button>
            }
          />
        </SpineQuestion>
        <SpineQuestion
          id="q3"
          number={3}
          level={3}
          title="Was brauchen Sie, um dahin zu kommen?"
          meta="7 Gespräche · 2 mit neuen Beiträgen"
        >
          <ThreadRow
            level={4}
            href="#t3"
            state="live"
            title="Welche Hilfe fehlt am meisten?"
            meta="14 Vereine · es spricht Wabe Offenbach"
            news={<Tag tone="live">Live</Tag>}
          />
          <ThreadRow
            level={4}
            href="#t4"
            state="unread"
            title="Günstige Software für die Buchhaltung"
            meta="Drei Flüsse Hanau, vor 12 Min."
            news="4 neu"
            kinds={
              <>
                <KindWord kind="need">3 Bedarfe</KindWord>
                <KindWord kind="offer">1 Angebot</KindWord>
              </>
            }
          />
          <ThreadRow
            level={4}
            href="#t5"
            title="Räume am Abend und am Wochenende"
            meta="Kirschgarten Fulda, Samstag"
          />
        </SpineQuestion>
      </Spine>
    </GallerySection>
  )
}
