import type { LegalWords } from './form.ts'

export const en: LegalWords = {
  binding: 'This is a translation for your information. The German wording is binding.',
  invented:
    'This is a demonstration. The operator named here does not exist. Please do not write to these addresses.',
  unnamed:
    'Whoever runs this platform has not said yet who they are. It may be open to the public only with these details.',
  contents: 'On this page',
  asOf: (day) => `As of ${day}`,
  labels: {
    operator: 'Operator',
    legalForm: 'Legal form',
    address: 'Address',
    representedBy: 'Represented by',
    register: 'Register',
    vatId: 'VAT number',
    email: 'E-mail',
    phone: 'Telephone',
    responsible: 'Responsible for the contents (§ 18 (2) MStV)',
    dataProtection: 'Data protection officer',
    processors: 'On behalf of the operator',
    supervision: 'Supervisory authority',
    accessibility: 'Contact for accessibility',
    enforcement: 'Enforcement body',
  },
  toForm: 'Give feedback',
  toBarrier: 'Report a barrier',
  toMe: 'To your settings',
  imprint: {
    title: 'Imprint',
    lead: 'Who runs this platform and how to reach us. Details under § 5 DDG and § 18 MStV (German law).',
    operator: 'Operator',
    content: 'Responsibility for the contents',
    contributions: 'Contributions of others',
    contributionsText:
      'Contributions, profiles and entries are written by the people and associations whose names stand beside them. You can report each of them where it stands, also without an account. A person decides about it and gives the reason.',
    report: 'How we moderate',
    sources: 'Sources',
    sourcesText: [
      'Postcodes and maps: © OpenStreetMap contributors and official geodata, as named beside the map.',
      'Fonts, icons and program come from this server. Pages of others are not embedded.',
    ],
  },
  privacy: {
    title: 'Privacy',
    lead: 'What the platform stores about you, who sees it, how long it stays and what you can do.',
    short: 'In short',
    shortList: [
      'No advertising, no counting of visits, no services of other companies on the pages.',
      'You can read without an account.',
      'Which association you belong to is seen by its members only, until you choose otherwise or write for it.',
      'Your e-mail address stands on no page. The other side gets it only once a contact request was accepted and your association gives no address of its own.',
    ],
    controller: 'Who is responsible',
    model:
      'Model text, to be checked by the operator: this page describes what the platform does as the program does it. Legal bases, backups and contracts with service providers are the responsibility of the operator.',
    kept: 'What is stored',
    head: ['What', 'Who sees it', 'How long'],
    account: 'Your account',
    accountRows: [
      [
        'Name; for authorities and institutions the office',
        'everybody who can read a contribution of yours',
        'as long as the account exists',
      ],
      [
        'E-mail address',
        'you; others only after an accepted contact request',
        'as long as the account exists',
      ],
      ['Password', 'nobody: only a check value is stored', 'until you change it'],
      ['Language, colours, your choices about notifications', 'you', 'as long as the account exists'],
      ['Your answers to the three questions at the beginning', 'you', 'until you delete them'],
      [
        'Being signed in: a key and the name of the browser',
        'nobody',
        'until you sign out; otherwise it is valid for 60 days after the last use',
      ],
      ['How far you have read', 'nobody else', 'as long as the account exists'],
      ['Files with your data, when you ask for them', 'only you', '24 hours'],
    ],
    organisation: 'Your association',
    organisationRows: [
      [
        'Membership: who, in which role, since when',
        'members of the association; everybody if you choose so',
        'until you leave the association',
      ],
      [
        'Function on the board or in the association',
        'members; everybody if you want to be known',
        'as long as you are a member, then three years',
      ],
      [
        'Your own telephone number or address for one purpose',
        'whoever you allow to see it',
        'until you take it back, two years at most',
      ],
      ['Address of somebody who is invited', 'the admins of the association', 'until the invitation ends'],
      [
        'Request to be let into an association',
        'the admins of the association; the team where it decides',
        '30 days after the decision',
      ],
      [
        'Pictures of a register extract',
        'the admins of the association and the team',
        '30 days after the decision',
      ],
    ],
    talk: 'Exchange, sessions, results',
    talkRows: [
      [
        'Contributions with name, association, language and time; translations',
        'whoever may read the room; in open rooms everybody on the internet',
        'without limit',
      ],
      [
        'Contributions taken back',
        'nobody any more',
        'without limit in the store; the operator deletes them on request',
      ],
      ['Conversations of two associations', 'the members of both', 'without limit'],
      [
        'Raised hands and questions in sessions; names of people in the hall, where moderators enter them',
        'whoever may read the room',
        'without limit',
      ],
      ['How you voted', 'nobody: only the sum is shown', 'without limit'],
      ['Whether you are here', 'those in the same room, only if you wish', 'is not stored'],
      ['Quotations in press releases', 'everybody, once you agreed', 'until you take it back'],
    ],
    matching: 'Seek and offer',
    matchingRows: [
      [
        'Entries and suggestions; they belong to the association, not to a person',
        'everybody; the suggestions only the association',
        'as stated in the entry, 180 days at most without renewal',
      ],
      [
        'Contact requests and answers',
        'members of both associations',
        'declined or expired: 365 days; accepted: as long as both are here',
      ],
      [
        'What answers teach the suggestions (by association, without persons)',
        'the own association, as a sum',
        '365 days, or until the association has it forgotten',
      ],
    ],
    rest: 'Moderation, notifications, feedback',
    restRows: [
      ['Reports', 'the sentence: whoever decides about it; who reported: nobody', 'without limit'],
      ['Decisions about your contributions', 'you; with an objection, whoever decides', 'without limit'],
      ['Words of removed contributions', 'you', '183 days'],
      [
        'Log of what was done in an office (identifiers only, no names)',
        'the highest administration of the platform',
        'without limit',
      ],
      ['Notifications', 'you', '90 days'],
      ['Browsers that notify you', 'you', 'until you end it or sign out'],
      [
        'Feedback: your text, the page, the language and, only if you give it, your address',
        'the team of the platform',
        'twelve months after the answer or the end, then all of it is deleted',
      ],
    ],
    special: 'Specially protected data',
    specialText: [
      'That somebody belongs to an association can reveal origin, religion or convictions (Art. 9 GDPR). Therefore only members of the association see a membership, unless you do something about it.',
      'If you write for your association, its name stands beside your contribution. The platform shows beforehand for whom you write.',
      'Religion and heritage language are part of no suggestion.',
    ],
    device: 'On your device',
    deviceLead:
      'The platform keeps there only what it needs to work. Therefore it does not ask about cookies. Other sites can read none of it.',
    deviceRows: [
      ['Cookie of the sign-in', 'only the server', '60 days after the last use'],
      ['Cookie “locale”: your language', 'only this platform', 'one year'],
      ['Cookie “closed”: which notes you have closed', 'only this platform', 'one year'],
      [
        'Colours, for whom you write, which hints you know already',
        'only this browser',
        'until you delete the data of the site',
      ],
      [
        'Drafts and what has not been sent yet',
        'only this browser',
        'until it is sent or you sign out there',
      ],
      [
        'What you read, to show it without a network',
        'only this browser',
        '30 days, or until you sign out there',
      ],
    ],
    visit: 'When you visit',
    visitText: [
      'The server needs your network address (IP address) to answer. The program keeps it in memory for a short time to fend off too many requests. It does not store it and writes it into no log.',
      'What you search for is not stored.',
      'What the operator or their data centre record in front of it has to be added here by the operator.',
    ],
    others: 'Who gets data from us',
    othersText: [
      'The pages load nothing from other servers. There are no maps, fonts, films or counters of other companies.',
      'E-mails to you go through the mail service of the operator.',
      'What is public can be read by everybody, search engines too. For conversations we ask search engines not to list them.',
    ],
    pushOn:
      'If you switch on notifications on a device, they go through the service of your browser, for example of Apple, Google, Microsoft or Mozilla, also outside the EU. The content is encrypted. The service learns that something comes, and when. You can switch it off at any time.',
    pushOff: 'Notifications on devices are not set up on this platform.',
    bases: 'What for, and on which legal basis (model)',
    basesHead: ['What for', 'Basis'],
    basesRows: [
      [
        'Account, signing in, contributions, sessions and requests: what you register for',
        'Art. 6 (1) (b) GDPR',
      ],
      [
        'Membership and what follows from it',
        'Art. 9 (2) (a) GDPR, your consent; what you make public yourself: (e)',
      ],
      ['Being visible, own contact details, notifications on devices', 'Art. 6 (1) (a) GDPR'],
      [
        'Protection against abuse, moderation, log of offices',
        'Art. 6 (1) (f) GDPR and, where prescribed, (c)',
      ],
      ['Feedback about barriers', 'Art. 6 (1) (c) or (f) GDPR'],
      ['What lies on your device', '§ 25 (2) no. 2 TDDDG'],
    ],
    automatic: 'What a program computes',
    automaticText: [
      'Which associations fit each other is computed by the program on this server. The reasons stand beside each suggestion. It decides nothing for you (Art. 22 GDPR).',
      'People decide about reports and contributions. Only first contributions of new people wait by themselves until somebody has read them.',
    ],
    rights: 'Your rights',
    rightsText: [
      'You can ask for information, have data corrected and deleted, have processing restricted, object to it and take your data along (Art. 15 to 21 GDPR). You can withdraw a consent for the future at any time.',
    ],
    rightsNow: 'How to do it today',
    rightsNowList: [
      'You change name, language, colours and visibility yourself under “Me”.',
      'Leave an association, change visibility, take contact details back: under “My organisation”.',
      'End e-mails: with the link in each e-mail, or under “Me”.',
      'Get information and your data: under “Me”, section “Your data”, you put everything together yourself.',
      'Delete the account, change the address: there is no button for it yet. Write to the operator. The answer comes within one month at the latest.',
    ],
    complaint: 'Complaint',
    complaintText: 'You can complain to a supervisory authority at any time, for example here:',
  },
  accessibility: {
    title: 'Accessibility statement',
    lead: 'How well everybody can use this platform, what is missing and how to tell us.',
    scope: (address) =>
      `This statement is about the platform Augenhöhe at ${address}, in the browser and as an installed app.`,
    standard: 'Standard',
    standardText: [
      'The platform follows the German accessible information technology ordinance (BITV 2.0), the standard EN 301 549 and the Web Content Accessibility Guidelines (WCAG) 2.2, level AA.',
      'This statement follows the model for public bodies in Hesse (HessBGG and HVBIT).',
    ],
    state: 'How far we are',
    stateText: 'The platform is partially compliant with this standard.',
    gaps: 'What is missing',
    gapsList: [
      'Nobody who uses a screen reader or other aids every day has checked the platform as a whole yet.',
      'Turkish, Arabic and Ukrainian are drafts: nobody who grew up with the language has read all of it.',
      'There is no explanation in German sign language and none in easy-to-read language (Leichte Sprache). All pages exist in plain German; they were not checked by the rules of Leichte Sprache.',
      'Pictures of register extracts that the team checks have no text for screen readers.',
      'Files to take along (Word, text, table) were not checked by experts.',
      'What people write may be hard to read or name the wrong language. The language can be changed at the contribution.',
    ],
    how: 'How we checked',
    howText: (day) => [
      `This statement was made on ${day} after a self-assessment.`,
      'With each change every page is examined by the checker axe: German and Arabic, light and dark, on a phone and on a large screen. Ways with the keyboard and 200 % zoom are tested as well. A checker finds only a part of the barriers.',
      'There was no assessment by experts yet (for example a BITV test).',
    ],
    report: 'Report barriers',
    reportText: [
      'Can you not go on somewhere? Do you need something in another form? Write to us, also without an account. We answer within two weeks if you give an address.',
    ],
    enforcement: 'Enforcement procedure',
    enforcementText: [
      'No answer that helps you after six weeks? Then you can turn to the enforcement body. It mediates where the operator is a public body.',
    ],
  },
}
