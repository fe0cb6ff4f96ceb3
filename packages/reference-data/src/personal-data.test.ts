import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { personalData, type PersonalKind } from './personal-data.ts'

const found = (text: string) =>
  personalData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])

describe('what leads to a person', () => {
  it.each<[string, PersonalKind, string]>([
    ['Bitte an samira.haddad@example.org schreiben', 'email', 'samira.haddad@example.org'],
    ['Bitte an samira (at) example.org schreiben', 'email', 'samira (at) example.org'],
    ['البريد sara＠example.org من فضلك', 'email', 'sara＠example.org'],
    ['Erreichbar unter 0176 12345678.', 'phone', '0176 12345678'],
    ['Erreichbar unter +49 (176) 123-45-67, abends', 'phone', '+49 (176) 123-45-67'],
    ['Erreichbar unter 0049/176/1234567', 'phone', '0049/176/1234567'],
    ['Handy: 1761234', 'phone', 'Handy: 1761234'],
    ['Call 0151\u200b2345\u200b6789', 'phone', '0151\u200b2345\u200b6789'],
    ['رقمها ٠١٧٦١٢٣٤٥٦٧ اتصلوا', 'phone', '٠١٧٦١٢٣٤٥٦٧'],
    ['شماره ۰۱۷۶۱۲۳۴۵۶۷', 'phone', '۰۱۷۶۱۲۳۴۵۶۷'],
    ['Konto DE89 3704 0044 0532 0130 00 bei der Bank', 'iban', 'DE89 3704 0044 0532 0130 00'],
    ['Konto de89370400440532013000', 'iban', 'de89370400440532013000'],
    ['حساب DE٨٩٣٧٠٤٠٠٤٤٠٥٣٢٠١٣٠٠٠', 'iban', 'DE٨٩٣٧٠٤٠٠٤٤٠٥٣٢٠١٣٠٠٠'],
    ['Sie ist geb. am 3.4.2022 und braucht', 'birth-date', 'geb. am 3.4.2022'],
    ['Sie kam am 12.03.1984 zur Welt', 'birth-date', '12.03.1984'],
    ['Sie kam am 12. März 1984 zur Welt', 'birth-date', '12. März 1984'],
    ['born on 1990-05-06 in Homs', 'birth-date', 'born on 1990-05-06'],
    ['born May 6, 1990 in Homs', 'birth-date', 'born May 6, 1990'],
    ['من مواليد ١٢/٣/١٩٨٤ وتحتاج', 'birth-date', 'مواليد ١٢/٣/١٩٨٤'],
    ['Wohnt in der Bahnhofstraße 12a im dritten Stock', 'address', 'Bahnhofstraße 12a'],
    ['Wohnt Lange Str. 5', 'address', 'Lange Str. 5'],
    ['Sie wohnt Am Markt 3', 'address', 'Am Markt 3'],
    ['She lives at 12 Baker Street with her son', 'address', '12 Baker Street'],
    ['تسكن في شارع الجامعة ١٢ مع ابنها', 'address', 'شارع الجامعة ١٢'],
    ['Es geht um Frau Haddad, die', 'name', 'Frau Haddad'],
    ['Es geht um Herrn Dr. Müller', 'name', 'Herrn Dr. Müller'],
    ['Die Familie Al-Khatib braucht', 'name', 'Familie Al-Khatib'],
    ['Ein Mann namens Tesfay sucht', 'name', 'namens Tesfay'],
    ['Der Sohn von Fatima sucht', 'name', 'Fatima'],
    ['Mohammed Karimi sucht', 'name', 'Mohammed Karimi'],
    ['Her name is Selin and', 'name', 'name is Selin'],
    ['السيدة سعاد تبحث', 'name', 'السيدة سعاد تبحث'],
    ['امرأة اسمها نور', 'name', 'اسمها نور'],
    ['ابن محمد يحتاج', 'name', 'محمد'],
  ])('is found in “%s”: %s', (text, kind, words) => {
    const all = found(text)
    expect(all.map(([one]) => one)).toContain(kind)
    expect(all.find(([one]) => one === kind)![1]).toContain(words.replace(/^رقمها /, ''))
  })

  it.each([
    'Eine Mutter mit drei Kindern sucht bis zum 12.12.2026 einen Platz in einem Sprachkurs, A2.',
    'Ein junger Mann aus Gießen braucht Hilfe beim Antrag, etwa 2.500 Euro, 14 Tage Zeit.',
    'Eine Frau sucht dringend eine Wohnung für 5 Personen, am besten ab 1.1.2027, bis 900 €.',
    'Die Familie mit zwei Kindern braucht jemanden, der dienstags um 17:30 Uhr übersetzt.',
    'A family of six needs an interpreter for 3 appointments in January 2027, about 90 minutes each.',
    'A woman needs advice on a rejected application; the deadline is 2026-12-04.',
    'تحتاج أم لثلاثة أطفال إلى دورة لغة قبل ١٢/١٢/٢٠٢٦، ولديها ١٤ يومًا.',
    'شاب يبحث عن عمل ويحتاج إلى مساعدة في كتابة السيرة الذاتية.',
    'Im Januar 2027 beginnt der Kurs, um 18 Uhr, Raum 12.',
    'Rechtlich geht es um § 25 Abs. 5 und um eine Frist von 4 Wochen.',
  ])('is not seen where there is none: “%s”', (text) => {
    expect(found(text)).toEqual([])
  })

  it('is shown at its places in the order of the text, never twice, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
        let last = 0
        for (const { start, end } of personalData(text)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          last = end
        }
      }),
    )
  })

  it.each([
    ['digits and gaps', '0 '.repeat(400)],
    ['letters of an account', `DE${'1 '.repeat(400)}`],
    ['words before a street', 'Am langen Weg '.repeat(60)],
    ['an address without an end', `${'a.'.repeat(400)}@`],
    ['a street without a number', `شارع ${'كلمة '.repeat(150)}`],
  ])('is looked for quickly in %s', (_, text) => {
    const before = performance.now()
    for (let again = 0; again < 20; again++) personalData(text.slice(0, 800))
    // Twenty times a text of the greatest length: far more than a form asks while somebody writes.
    expect(performance.now() - before).toBeLessThan(2000)
  })
})
