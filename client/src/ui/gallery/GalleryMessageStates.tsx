import { Button } from '../Button.tsx'
import { Message } from '../Message.tsx'
import { MessageQuote } from '../MessageQuote.tsx'
import { MessageStateLine, type MessageStateLineProps } from '../MessageStateLine.tsx'
import { GallerySection } from './GallerySection.tsx'

const states: readonly (MessageStateLineProps & { says?: string })[] = [
  { state: 'sending', text: 'Wird gesendet', says: 'Wir bringen am Donnerstag den Beamer mit.' },
  {
    state: 'waiting',
    text: 'Wird gesendet, sobald Netz da ist',
    says: 'Wir bringen am Donnerstag den Beamer mit.',
    actions: <Button look="text">Zurückholen</Button>,
  },
  {
    state: 'failed',
    text: 'Nicht gesendet. Ihr Text ist gesichert.',
    says: 'Wir bringen am Donnerstag den Beamer mit.',
    actions: (
      <>
        <Button look="text">Noch einmal</Button>
        <Button look="text">Bearbeiten</Button>
      </>
    ),
  },
  {
    state: 'held',
    text: 'Die Moderation liest diesen Beitrag zuerst. Bis dahin sehen nur Sie ihn.',
    says: 'Wer hat Erfahrung mit dem neuen Antrag? www.beispiel.de',
  },
  { state: 'withdrawn', text: 'Brunnenstube Gießen hat diesen Beitrag zurückgezogen.' },
  {
    state: 'hidden',
    text: 'Von der Moderation ausgeblendet.',
    reason: 'Regel 3: Keine Telefonnummern anderer Menschen.',
    actions: <Button look="text">Regeln lesen</Button>,
  },
  {
    state: 'rejected',
    text: 'Nicht veröffentlicht.',
    reason: 'Der Beitrag gehört zu einer anderen Leitfrage. Sie können ihn dort neu stellen.',
    says: 'Wann ist das nächste Treffen?',
    actions: <Button look="text">Ändern und neu einreichen</Button>,
  },
]

export function GalleryMessageStates() {
  return (
    <GallerySection title="Zustände eines Beitrags" of="Message, MessageStateLine, MessageQuote">
      <MessageQuote
        organisation="Neuanfang Limburg"
        text="هل تعمل هذه البرامج على الهاتف أيضًا؟"
        href="#quoted"
        lang="ar"
      />
      <div>
        {states.map(({ state, text, reason, actions }) => (
          <MessageStateLine key={state} state={state} text={text} reason={reason} actions={actions} />
        ))}
      </div>
      <div>
        {states.map(({ says, ...state }) => (
          <Message
            key={state.state}
            organisation="Brunnenstube Gießen e. V."
            initials="BG"
            own
            person="Samira"
            time={{ text: '22:04', iso: '2026-11-23T22:04' }}
            state={state}
          >
            {says}
          </Message>
        ))}
      </div>
    </GallerySection>
  )
}
