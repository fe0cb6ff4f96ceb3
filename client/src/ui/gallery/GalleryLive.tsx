import { IconDots } from '@tabler/icons-react'
import { Clock } from '../Clock.tsx'
import { ClockLine } from '../ClockLine.tsx'
import { IconButton } from '../IconButton.tsx'
import { Link } from '../Link.tsx'
import { LiveBar } from '../LiveBar.tsx'
import { PhaseLine } from '../PhaseLine.tsx'
import { Queue } from '../Queue.tsx'
import { QueueRow } from '../QueueRow.tsx'
import { SupportButton } from '../SupportButton.tsx'
import { GallerySection } from './GallerySection.tsx'

export function GalleryLive() {
  return (
    <GallerySection title="Live" of="LiveBar, PhaseLine, Clock, ClockLine, Queue, QueueRow, SupportButton">
      <LiveBar
        word="Live"
        note="Frage 3 von 3"
        title="Was brauchen Sie, um dahin zu kommen?"
        tools={<Link href="#leave">Verlassen</Link>}
        speaker={{ initials: 'WO', name: 'Wabe Offenbach', note: 'Marek spricht' }}
        clock={<Clock text="1:24" label="Noch 1 Minute 24 Sekunden" />}
        left={0.47}
      />
      <LiveBar
        tone="calm"
        word="Geplant"
        title="Eine feste Ansprechperson in jeder Kommune"
        tools={<Link href="#leave">Verlassen</Link>}
      />
      <PhaseLine
        label="Phase"
        phases={[
          { id: 'ready', label: 'Sammeln', at: 'done', onGo: () => undefined },
          { id: 'running', label: 'Besprechen', at: 'now' },
          { id: 'wrapping-up', label: 'Festhalten', at: 'next', onGo: () => undefined },
        ]}
      />
      <p>
        <Clock text="0:24" label="Noch 24 Sekunden" tone="soon" /> ·{' '}
        <Clock text="+0:12" label="12 Sekunden über der Zeit" tone="over" size="big" />
      </p>
      <ClockLine left={1} />
      <ClockLine left={0.5} />
      <ClockLine left={0} />
      <Queue label="Redeliste">
        <QueueRow initials="OD" name="Olivenhain Darmstadt" note="spricht zum ersten Mal" />
        <QueueRow initials="WK" name="Werkbank Kassel" note="schriftlich · bisher 40 Sekunden">
          <p>Wir hatten Glück mit einer kleinen Stiftung aus dem Ort.</p>
        </QueueRow>
        <QueueRow own initials="BG" name="Ihr Verein" note="spricht zum ersten Mal" />
        <QueueRow
          initials="DH"
          name="Drei Flüsse Hanau"
          note="bisher 3 Minuten"
          action={<IconButton label="Drei Flüsse Hanau: mehr" icon={<IconDots aria-hidden="true" />} />}
        />
      </Queue>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <SupportButton
          pressed
          count="11"
          word="dabei"
          label="11 dabei: Wer hilft beim Abrechnen?"
          onPress={() => undefined}
        />
        <SupportButton
          pressed={false}
          count="8"
          word="auch ich"
          label="8 auch ich: Räume am Sonntag?"
          onPress={() => undefined}
        />
        <SupportButton pressed={false} count="5" word="dabei" label="5 dabei: Zahlt das Programm?" />
      </div>
    </GallerySection>
  )
}
