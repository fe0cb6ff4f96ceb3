import type { LegalWords } from './form.ts'

export const de: LegalWords = {
  binding: null,
  invented:
    'Dies ist eine Vorführung. Den Betreiber, der hier steht, gibt es nicht. Bitte schreiben Sie nicht an diese Adressen.',
  unnamed:
    'Wer diese Plattform betreibt, hat hier noch nichts über sich angegeben. Öffentlich betreiben darf man sie erst mit diesen Angaben.',
  contents: 'Auf dieser Seite',
  asOf: (day) => `Stand: ${day}`,
  labels: {
    operator: 'Betreiber',
    legalForm: 'Rechtsform',
    address: 'Anschrift',
    representedBy: 'Vertreten durch',
    register: 'Register',
    vatId: 'Umsatzsteuer-Identifikationsnummer',
    email: 'E-Mail',
    phone: 'Telefon',
    responsible: 'Verantwortlich für den Inhalt (§ 18 Abs. 2 MStV)',
    dataProtection: 'Datenschutzbeauftragte oder -beauftragter',
    processors: 'Im Auftrag des Betreibers',
    supervision: 'Aufsichtsbehörde',
    accessibility: 'Kontakt zur Barrierefreiheit',
    enforcement: 'Durchsetzungsstelle',
  },
  toForm: 'Rückmeldung schreiben',
  toBarrier: 'Eine Barriere melden',
  toMe: 'Zu Ihren Einstellungen',
  imprint: {
    title: 'Impressum',
    lead: 'Wer diese Plattform betreibt und wie Sie uns erreichen. Angaben nach § 5 DDG und § 18 MStV.',
    operator: 'Betreiber',
    content: 'Verantwortung für den Inhalt',
    contributions: 'Beiträge anderer',
    contributionsText:
      'Beiträge, Profile und Einträge schreiben die Menschen und Vereine, deren Namen dabeistehen. Jeden Beitrag, jedes Profil und jeden Eintrag können Sie dort melden, wo er steht, auch ohne Konto. Darüber entscheidet ein Mensch und nennt den Grund.',
    report: 'So moderieren wir',
    sources: 'Quellen',
    sourcesText: [
      'Postleitzahlen und Karten: © Mitwirkende von OpenStreetMap und amtliche Geodaten, wie neben der Karte genannt.',
      'Schriften, Zeichen und Programm liegen auf diesem Server. Seiten anderer werden nicht eingebunden.',
    ],
  },
  privacy: {
    title: 'Datenschutz',
    lead: 'Was die Plattform über Sie speichert, wer es sieht, wie lange es bleibt und was Sie tun können.',
    short: 'Das Wichtigste',
    shortList: [
      'Keine Werbung, keine Zählung von Besuchen, keine Dienste anderer Firmen auf den Seiten.',
      'Lesen können Sie ohne Konto.',
      'Zu welchem Verein Sie gehören, sehen nur seine Mitglieder, bis Sie es anders wählen oder für ihn schreiben.',
      'Ihre E-Mail-Adresse steht auf keiner Seite. Die andere Seite bekommt sie nur, wenn eine Kontaktanfrage angenommen wurde und Ihr Verein keine eigene Adresse angibt.',
    ],
    controller: 'Wer verantwortlich ist',
    model:
      'Muster, vom Betreiber zu prüfen: Was die Plattform tut, beschreibt diese Seite, wie das Programm es tut. Rechtsgrundlagen, Sicherungskopien und Verträge mit Dienstleistern verantwortet der Betreiber.',
    kept: 'Was gespeichert wird',
    head: ['Was', 'Wer es sieht', 'Wie lange'],
    account: 'Ihr Konto',
    accountRows: [
      [
        'Name; bei Ämtern und Einrichtungen das Amt',
        'alle, die einen Beitrag von Ihnen lesen können',
        'solange das Konto besteht',
      ],
      [
        'E-Mail-Adresse',
        'Sie; sonst nur nach einer angenommenen Kontaktanfrage',
        'solange das Konto besteht',
      ],
      ['Passwort', 'niemand: Gespeichert ist nur ein Prüfwert', 'bis Sie es ändern'],
      [
        'Code-App, Passkeys, Notfallcodes',
        'Sie: Namen und Tage. Schlüssel und Codes niemand, sie liegen verschlossen oder als Prüfwert',
        'bis Sie sie entfernen',
      ],
      ['Sprache, Farben, was Sie über Benachrichtigungen wählen', 'Sie', 'solange das Konto besteht'],
      ['Ihre Antworten auf die drei Fragen zu Beginn', 'Sie', 'bis Sie sie löschen'],
      [
        'Anmeldung: ein Schlüssel und die Bezeichnung des Browsers',
        'niemand',
        'bis zur Abmeldung; sonst gilt sie 60 Tage nach der letzten Benutzung',
      ],
      ['Wie weit Sie gelesen haben', 'niemand sonst', 'solange das Konto besteht'],
      ['Zusammenstellung Ihrer Daten, wenn Sie eine anfordern', 'nur Sie', '24 Stunden'],
    ],
    organisation: 'Ihr Verein',
    organisationRows: [
      [
        'Mitgliedschaft: wer, in welcher Rolle, seit wann',
        'Mitglieder des Vereins; alle, wenn Sie das wählen',
        'bis Sie den Verein verlassen',
      ],
      [
        'Aufgabe im Vorstand oder Verein',
        'Mitglieder; alle, wenn Sie bekannt sein wollen',
        'solange Sie Mitglied sind, danach drei Jahre',
      ],
      [
        'Ihre eigene Telefonnummer oder Adresse für einen Zweck',
        'wer sie nach Ihrer Wahl sehen darf',
        'bis Sie sie zurücknehmen, höchstens zwei Jahre',
      ],
      ['Adresse einer eingeladenen Person', 'die Verwaltung des Vereins', 'bis die Einladung endet'],
      [
        'Bitte um Aufnahme in einen Verein',
        'die Verwaltung des Vereins; das Team, wenn es entscheidet',
        '30 Tage nach der Entscheidung',
      ],
      [
        'Bilder eines Registerauszugs',
        'die Verwaltung des Vereins und das Team',
        '30 Tage nach der Entscheidung',
      ],
    ],
    talk: 'Austausch, Sitzungen, Ergebnisse',
    talkRows: [
      [
        'Beiträge mit Name, Verein, Sprache und Zeit; Übersetzungen',
        'wer den Raum lesen darf; in offenen Räumen alle im Internet',
        'ohne Frist',
      ],
      [
        'Zurückgezogene Beiträge',
        'niemand mehr',
        'ohne Frist im Speicher; auf Ihren Antrag löscht sie der Betreiber',
      ],
      ['Gespräche zweier Vereine', 'die Mitglieder beider', 'ohne Frist'],
      [
        'Wortmeldungen und Fragen in Sitzungen; Namen von Menschen im Saal, wenn die Moderation sie einträgt',
        'wer den Raum lesen darf',
        'ohne Frist',
      ],
      ['Wie Sie abgestimmt haben', 'niemand: Gezeigt wird nur die Summe', 'ohne Frist'],
      [
        'Ob Sie gerade da sind',
        'wer im selben Raum ist, nur wenn Sie das wünschen',
        'wird nicht gespeichert',
      ],
      ['Zitate in Pressemitteilungen', 'alle, nachdem Sie zugestimmt haben', 'bis Sie das zurücknehmen'],
    ],
    matching: 'Suchen und Bieten',
    matchingRows: [
      [
        'Einträge und Vorschläge; sie gehören dem Verein, keiner Person',
        'alle; die Vorschläge nur der Verein',
        'wie im Eintrag angegeben, höchstens 180 Tage ohne Erneuerung',
      ],
      [
        'Kontaktanfragen und Antworten',
        'Mitglieder beider Vereine',
        'abgelehnt oder verfallen: 365 Tage; angenommen: solange beide hier sind',
      ],
      [
        'Was Antworten den Vorschlägen beibringen (je Verein, ohne Person)',
        'der eigene Verein, als Summe',
        '365 Tage, oder bis der Verein es vergessen lässt',
      ],
    ],
    rest: 'Moderation, Benachrichtigungen, Rückmeldungen',
    restRows: [
      ['Meldungen', 'den Satz liest, wer darüber entscheidet; wer gemeldet hat, sieht niemand', 'ohne Frist'],
      ['Entscheidungen über Ihre Beiträge', 'Sie; bei Einspruch, wer entscheidet', 'ohne Frist'],
      ['Worte entfernter Beiträge', 'Sie', '183 Tage'],
      [
        'Protokoll dessen, was in einem Amt getan wurde (nur Kennzahlen, keine Namen)',
        'die oberste Verwaltung der Plattform',
        'ohne Frist',
      ],
      ['Benachrichtigungen', 'Sie', '90 Tage'],
      ['Browser, die Sie benachrichtigen lassen', 'Sie', 'bis Sie das beenden oder sich abmelden'],
      [
        'Rückmeldungen: Ihr Text, die Seite, die Sprache und, nur wenn Sie sie angeben, Ihre Adresse',
        'das Team der Plattform',
        'zwölf Monate nach Antwort oder Abschluss, dann wird alles gelöscht',
      ],
    ],
    special: 'Besonders geschützte Daten',
    specialText: [
      'Dass jemand zu einem Verein gehört, kann Herkunft, Religion oder Überzeugung verraten (Art. 9 DSGVO). Darum ist eine Mitgliedschaft ohne Ihr Zutun nur für Mitglieder des Vereins sichtbar.',
      'Wenn Sie für Ihren Verein schreiben, steht sein Name an Ihrem Beitrag. Vorher zeigt die Plattform, für wen Sie schreiben.',
      'Religion und Herkunftssprache gehen in keinen Vorschlag ein.',
    ],
    device: 'Auf Ihrem Gerät',
    deviceLead:
      'Die Plattform legt nur ab, was sie zum Arbeiten braucht. Darum fragt sie nicht nach Cookies. Andere Seiten können nichts davon lesen.',
    deviceRows: [
      ['Cookie der Anmeldung', 'nur der Server', '60 Tage nach der letzten Benutzung'],
      ['Cookie „locale“: Ihre Sprache', 'nur diese Plattform', 'ein Jahr'],
      ['Cookie „closed“: welche Hinweise Sie geschlossen haben', 'nur diese Plattform', 'ein Jahr'],
      [
        'Farben, für wen Sie schreiben, welche Hinweise Sie schon kennen',
        'nur dieser Browser',
        'bis Sie die Daten der Seite löschen',
      ],
      [
        'Entwürfe und was noch nicht gesendet ist',
        'nur dieser Browser',
        'bis es gesendet ist oder Sie sich dort abmelden',
      ],
      [
        'Gelesenes, um es ohne Netz zu zeigen',
        'nur dieser Browser',
        '30 Tage, oder bis Sie sich dort abmelden',
      ],
    ],
    visit: 'Beim Besuch',
    visitText: [
      'Ihre Netzadresse (IP-Adresse) braucht der Server, um zu antworten. Das Programm hält sie kurz im Arbeitsspeicher, um zu viele Anfragen abzuwehren. Es speichert sie nicht und schreibt sie in kein Protokoll.',
      'Wonach Sie suchen, wird nicht gespeichert.',
      'Was der Betreiber oder sein Rechenzentrum davor selbst aufzeichnet, muss er hier ergänzen.',
    ],
    others: 'Wer Daten von uns bekommt',
    othersText: [
      'Die Seiten laden nichts von anderen Servern. Es gibt keine Karten, Schriften, Filme oder Zähler von anderen Firmen.',
      'E-Mails an Sie gehen über den Mail-Dienst des Betreibers.',
      'Was öffentlich ist, können alle lesen, auch Suchmaschinen. Bei Gesprächen bitten wir Suchmaschinen, sie nicht aufzunehmen.',
    ],
    pushOn:
      'Wenn Sie Benachrichtigungen auf einem Gerät einschalten, gehen sie über den Dienst Ihres Browsers, zum Beispiel von Apple, Google, Microsoft oder Mozilla, auch außerhalb der EU. Der Inhalt ist verschlüsselt. Der Dienst erfährt, dass und wann etwas kommt. Sie können es jederzeit ausschalten.',
    pushOff: 'Benachrichtigungen auf Geräten sind auf dieser Plattform nicht eingerichtet.',
    bases: 'Wofür und auf welcher Grundlage (Muster)',
    basesHead: ['Wofür', 'Grundlage'],
    basesRows: [
      [
        'Konto, Anmeldung, Beiträge, Sitzungen und Anfragen: das, wofür Sie sich registrieren',
        'Art. 6 Abs. 1 Buchst. b DSGVO',
      ],
      [
        'Mitgliedschaft und was daraus hervorgeht',
        'Art. 9 Abs. 2 Buchst. a DSGVO, Ihre Einwilligung; was Sie selbst öffentlich machen: Buchst. e',
      ],
      ['Sichtbar sein, eigene Kontaktdaten, Benachrichtigungen auf Geräten', 'Art. 6 Abs. 1 Buchst. a DSGVO'],
      [
        'Schutz vor Missbrauch, Moderation, Protokoll der Ämter',
        'Art. 6 Abs. 1 Buchst. f DSGVO und, soweit vorgeschrieben, Buchst. c',
      ],
      ['Rückmeldungen zu Barrieren', 'Art. 6 Abs. 1 Buchst. c oder f DSGVO'],
      ['Was auf Ihrem Gerät liegt', '§ 25 Abs. 2 Nr. 2 TDDDG'],
    ],
    automatic: 'Was ein Programm rechnet',
    automaticText: [
      'Vorschläge, welche Vereine zueinander passen, rechnet das Programm auf diesem Server. Zu jedem stehen die Gründe dabei. Es entscheidet nichts für Sie (Art. 22 DSGVO).',
      'Über Meldungen und Beiträge entscheiden Menschen. Nur erste Beiträge neuer Menschen warten von selbst, bis jemand sie gelesen hat.',
    ],
    rights: 'Ihre Rechte',
    rightsText: [
      'Sie können Auskunft verlangen, Daten berichtigen und löschen lassen, die Verarbeitung einschränken lassen, ihr widersprechen und Ihre Daten mitnehmen (Art. 15 bis 21 DSGVO). Eine Einwilligung können Sie jederzeit für die Zukunft widerrufen.',
    ],
    rightsNow: 'So geht das heute',
    rightsNowList: [
      'Name, Sprache, Farben und Sichtbarkeit ändern Sie selbst unter „Ich“.',
      'Mitgliedschaft verlassen, Sichtbarkeit ändern, Kontaktdaten zurücknehmen: unter „Mein Verein“.',
      'E-Mails abbestellen: mit dem Link in jeder E-Mail oder unter „Ich“.',
      'Auskunft und Mitnahme: Unter „Ich“, Abschnitt „Ihre Daten“, stellen Sie alles selbst zusammen.',
      'Konto löschen: Unter „Ich“, Abschnitt „Ihre Daten“. Sie entscheiden, ob Ihre Texte ohne Namen bleiben oder verschwinden, und haben sieben Tage, es zurückzunehmen.',
      'Adresse ändern: Dafür gibt es noch keinen Knopf. Schreiben Sie dem Betreiber. Die Antwort kommt spätestens in einem Monat.',
    ],
    complaint: 'Beschwerde',
    complaintText: 'Sie können sich jederzeit bei einer Aufsichtsbehörde beschweren, zum Beispiel hier:',
  },
  accessibility: {
    title: 'Erklärung zur Barrierefreiheit',
    lead: 'Wie gut alle Menschen diese Plattform benutzen können, was noch fehlt und wie Sie uns das sagen.',
    scope: (address) =>
      `Diese Erklärung gilt für die Plattform Augenhöhe unter ${address}, im Browser und als installierte App.`,
    standard: 'Maßstab',
    standardText: [
      'Die Plattform richtet sich nach der Barrierefreie-Informationstechnik-Verordnung (BITV 2.0), der Norm EN 301 549 und den Web Content Accessibility Guidelines (WCAG) 2.2, Stufe AA.',
      'Diese Erklärung folgt dem Muster, das für öffentliche Stellen in Hessen gilt (HessBGG und HVBIT).',
    ],
    state: 'Wie weit wir sind',
    stateText: 'Die Plattform ist mit diesem Maßstab teilweise vereinbar.',
    gaps: 'Was noch fehlt',
    gapsList: [
      'Noch niemand, der im Alltag einen Screenreader oder andere Hilfsmittel nutzt, hat die Plattform im Ganzen geprüft.',
      'Türkisch, Arabisch und Ukrainisch sind Entwürfe: Niemand, der mit der Sprache aufgewachsen ist, hat alles gelesen.',
      'Es gibt keine Erklärung in Deutscher Gebärdensprache und keine in Leichter Sprache. Es gibt alle Seiten in einfacher Sprache; nach den Regeln der Leichten Sprache sind sie nicht geprüft.',
      'Bilder von Registerauszügen, die das Team prüft, haben keinen Text für Screenreader.',
      'Dateien zum Mitnehmen (Word, Text, Tabelle) sind nicht von Fachleuten geprüft.',
      'Was Menschen schreiben, kann schwer zu lesen sein oder die falsche Sprache angeben. Die Sprache lässt sich am Beitrag ändern.',
    ],
    how: 'Wie wir geprüft haben',
    howText: (day) => [
      `Diese Erklärung wurde am ${day} nach einer Selbstbewertung erstellt.`,
      'Jede Seite wird bei jeder Änderung mit dem Prüfprogramm axe untersucht: deutsch und arabisch, hell und dunkel, auf dem Telefon und am großen Bildschirm. Wege mit der Tastatur und 200 % Vergrößerung werden ebenso geprüft. Ein Prüfprogramm findet nur einen Teil der Barrieren.',
      'Eine Prüfung durch Fachleute (zum Beispiel ein BITV-Test) gab es noch nicht.',
    ],
    report: 'Barrieren melden',
    reportText: [
      'Kommen Sie irgendwo nicht weiter? Brauchen Sie etwas in anderer Form? Schreiben Sie uns, auch ohne Konto. Wir antworten innerhalb von zwei Wochen, wenn Sie eine Adresse angeben.',
    ],
    enforcement: 'Durchsetzungsverfahren',
    enforcementText: [
      'Haben Sie nach sechs Wochen keine Antwort, die Ihnen hilft? Dann können Sie sich an die Durchsetzungsstelle wenden. Sie vermittelt, wenn der Betreiber eine öffentliche Stelle ist.',
    ],
  },
}
