import { useState } from 'react'
import { Composer } from '../Composer.tsx'
import { ComposerDock } from '../ComposerDock.tsx'
import { ComposerReply } from '../ComposerReply.tsx'
import { ComposerVoice } from '../ComposerVoice.tsx'
import type { Kind } from '../KindWord.tsx'
import { NewPill } from '../NewPill.tsx'
import { kinds } from './GalleryBasics.tsx'
import { GallerySection } from './GallerySection.tsx'

const voice = {
  initials: 'BG',
  intro: 'Sie schreiben für',
  organisation: 'Brunnenstube Gießen',
  changeLabel: 'Ändern',
  onChange: () => undefined,
}

export function GalleryComposer() {
  const [text, setText] = useState('Danke! Wir haben donnerstags einen Raum mit Beamer und laden gern')
  const [empty, setEmpty] = useState('')
  const [waiting, setWaiting] = useState('Im Tunnel geschrieben.')
  const [failed, setFailed] = useState('Wir kommen zu dritt.')
  const [type, setType] = useState<Kind | null>('offer')
  const chips = { legend: 'Art des Beitrags', options: kinds, value: type, onChange: setType }
  const shared = { textLabel: 'Ihr Beitrag', sendLabel: 'Senden', onSend: () => undefined, voice }
  return (
    <GallerySection title="Schreiben" of="Composer, ComposerVoice, ComposerReply, ComposerDock, NewPill">
      <ComposerVoice {...voice} />
      <ComposerVoice {...voice} onChange={undefined} changeLabel={undefined} />
      <ComposerVoice {...voice} compact />
      <ComposerReply
        organisation="Drei Flüsse Hanau"
        text="Wir zeigen die Software gern an zwei Abenden, bei uns oder online."
        removeLabel="Antwort auf diesen Beitrag lösen"
        onRemove={() => undefined}
      />
      <Composer {...shared} label="Leer" value={empty} onChange={setEmpty} kinds={chips} />
      <Composer
        {...shared}
        label="Mit Fehler"
        value={failed}
        onChange={setFailed}
        reply={{
          organisation: 'Drei Flüsse Hanau',
          text: 'Wir zeigen die Software gern an zwei Abenden.',
          removeLabel: 'Antwort lösen',
          onRemove: () => undefined,
        }}
        problem="Der Server antwortet gerade nicht. Ihr Text ist gesichert. Versuchen Sie es in einer Minute noch einmal."
        busy
        busyLabel="wird gesendet"
      />
      <Composer
        {...shared}
        label="Ohne Netz"
        value={waiting}
        onChange={setWaiting}
        kinds={chips}
        note="Wird gesendet, sobald Netz da ist"
        alwaysOpen
      />
      <p>
        <NewPill leads="up" onClick={() => undefined}>
          Zum ersten neuen Beitrag
        </NewPill>{' '}
        <NewPill leads="back" onClick={() => undefined}>
          Zurück zu Ihrer Stelle
        </NewPill>
      </p>
      <ComposerDock pill={<NewPill onClick={() => undefined}>Neue anzeigen (4)</NewPill>}>
        <Composer
          {...shared}
          label="Beitrag schreiben"
          value={text}
          onChange={setText}
          kinds={chips}
          language={{ label: 'Deutsch erkannt', onChange: () => undefined }}
          note="Entwurf gesichert"
        />
      </ComposerDock>
    </GallerySection>
  )
}
