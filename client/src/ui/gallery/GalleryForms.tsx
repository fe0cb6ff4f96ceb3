import { useState } from 'react'
import { Button } from '../Button.tsx'
import { Card } from '../Card.tsx'
import { CheckboxField } from '../CheckboxField.tsx'
import { ErrorSummary } from '../ErrorSummary.tsx'
import { Form } from '../Form.tsx'
import { FormActions } from '../FormActions.tsx'
import { GrowingText } from '../GrowingText.tsx'
import { MultiSelectField } from '../MultiSelectField.tsx'
import { PasswordField } from '../PasswordField.tsx'
import { RadioField } from '../RadioField.tsx'
import { SearchField } from '../SearchField.tsx'
import { SelectField } from '../SelectField.tsx'
import { SwitchField } from '../SwitchField.tsx'
import { TextAreaField } from '../TextAreaField.tsx'
import { TextField } from '../TextField.tsx'
import { GallerySection } from './GallerySection.tsx'

export function GalleryForms() {
  const [search, setSearch] = useState('')
  const [text, setText] = useState('')
  const [free, setFree] = useState('Das Feld wächst mit seinen Worten, bis zu vier Zeilen.')
  const [kind, setKind] = useState<string | null>('association')
  const [failed, setFailed] = useState(false)
  return (
    <GallerySection
      title="Formulare"
      of="SearchField, Form, ErrorSummary, TextField, PasswordField, TextAreaField, GrowingText, SelectField, MultiSelectField, RadioField, CheckboxField, SwitchField, FormActions"
    >
      <SearchField
        label="Vereine suchen"
        placeholder="Verein, Ort, Thema"
        value={search}
        onChange={setSearch}
        onSubmit={() => undefined}
        submitLabel="Suchen"
        hint="Zum Beispiel Gießen, Nachhilfe oder Frauen und Mädchen"
      />
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          setFailed(true)
        }}
      >
        <ErrorSummary
          title="Eine Angabe fehlt noch."
          errors={
            failed ? [{ field: 'gallery-mail', text: 'E-Mail-Adresse: Am Ende fehlt noch etwas.' }] : []
          }
        />
        <TextField label="Name des Vereins" hint="So, wie er im Register steht." placeholder="Verein e. V." />
        <TextField
          id="gallery-mail"
          label="E-Mail-Adresse"
          type="email"
          defaultValue="samira@verein"
          error="Am Ende fehlt noch etwas, zum Beispiel „.de“. Ihre Eingabe bleibt erhalten."
        />
        <PasswordField label="Passwort" showLabel="Passwort anzeigen" />
        <TextAreaField
          label="Worum geht es?"
          hint="Zwei, drei Sätze reichen."
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          counter={`noch ${500 - text.length} Zeichen`}
        />
        <PasswordField
          label="Passwort"
          showLabel="Passwort anzeigen"
          error="Mindestens zehn Zeichen. Ein kurzer Satz ist gut."
        />
        <SelectField
          label="Kreis"
          placeholder="Bitte wählen"
          data={['Gießen', 'Lahn-Dill-Kreis', 'Marburg-Biedenkopf']}
        />
        <SelectField
          label="Kreis"
          placeholder="Bitte wählen"
          data={['Gießen', 'Lahn-Dill-Kreis']}
          error="Bitte wählen Sie einen Kreis."
        />
        <MultiSelectField
          label="Sprachen"
          data={['Deutsch', 'Arabisch', 'Türkisch', 'Ukrainisch']}
          defaultValue={['Deutsch', 'Arabisch']}
        />
        <RadioField
          label="Wer sind Sie?"
          value={kind}
          onChange={setKind}
          options={[
            { value: 'association', label: 'Eingetragener Verein' },
            { value: 'initiative', label: 'Initiative', note: 'Auch ohne Eintragung willkommen' },
          ]}
        />
        <RadioField
          label="Womit möchten Sie beginnen?"
          value={null}
          onChange={() => undefined}
          options={[
            { value: 'read', label: 'Lesen' },
            { value: 'write', label: 'Schreiben' },
          ]}
          error="Bitte wählen Sie eines von beiden."
        />
        <CheckboxField label="Ich darf für diesen Verein schreiben." hint="Der Vorstand weiß davon." />
        <CheckboxField label="Ich habe die Regeln gelesen." error="Bitte lesen Sie zuerst die Regeln." />
        <SwitchField label="Anderen zeigen, dass wir da sind" defaultChecked />
        <SwitchField label="Ruhe am Abend" hint="Von 21 bis 8 Uhr kommt nichts." />
        <Card>
          <GrowingText
            aria-label="Wächst mit den Worten"
            value={free}
            onChange={(event) => setFree(event.currentTarget.value)}
            minRows={1}
            maxRows={4}
          />
        </Card>
        <FormActions>
          <Button type="submit">Speichern</Button>
          <Button look="text">Abbrechen</Button>
        </FormActions>
      </Form>
    </GallerySection>
  )
}
