import { afterAll, expect, it } from 'vitest'
import { findings } from './axe.ts'
import { contributionId, picture, threadAddress, visit } from './browser.ts'
import { url } from './here.ts'

const title = 'Günstige Software für die Buchhaltung'
const speak = async (locale: string, as: string) => {
  await using visitor = await visit(url, { as })
  await visitor.context.request.patch('/api/me', { data: { locale } })
}
afterAll(() => speak('de', 'member'))

it('somebody finds a room in Arabic on a phone, reads both languages, writes, and others read it from the right', async () => {
  await speak('ar', 'member')
  await using writer = await visit(url, { as: 'member', locale: 'ar' })
  await using reader = await visit(url, { as: 'other-member' })
  const { page } = writer
  const address = await threadAddress(writer, 'professionalisierung', title)
  const threadId = address.split('/').at(-1)!

  // From the first page to the room, and from there to the talk.
  await page.goto('/')
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  await page.getByRole('navigation').getByRole('link', { name: 'تبادل الآراء' }).first().click()
  await page.waitForURL('**/raeume')
  await page.locator('main a[href="/raeume/professionalisierung"]').first().click()
  await page.locator(`main a[href="${address}"]`).first().click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()

  // What people wrote runs in its own direction, whatever the page around it.
  const arabic = page.locator('article [lang="ar"]', { hasText: 'هل تعمل هذه البرامج' }).first()
  const german = page.locator('article [lang="de"]', { hasText: 'Ja, auf dem Telefon geht das' }).first()
  for (const [words, direction] of [
    [arabic, 'rtl'],
    [german, 'ltr'],
  ] as const)
    await expect.poll(() => words.evaluate((element) => getComputedStyle(element).direction)).toBe(direction)
  await picture(writer, 'arabic-read')

  // The language is noticed while one writes …
  const form = page.getByRole('form', { name: 'كتابة مساهمة' })
  const field = form.getByRole('textbox', { name: 'مساهمتكم' })
  const text = 'شكرًا لكم! نستعمل برنامج GnuCash منذ سنة، وهو مجاني.'
  await field.fill(text)
  await form.getByRole('button', { name: 'اللغة: العربية' }).waitFor()
  expect(await field.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
  expect(await findings(page)).toEqual([])
  await picture(writer, 'arabic-write')
  await form.getByRole('button', { name: 'إرسال' }).click()

  await reader.page.goto(address)
  const read = reader.page.locator('article [lang="ar"][dir="rtl"]', { hasText: 'GnuCash' })
  await read.waitFor()
  expect(await read.innerText()).toBe(text)

  // … and where it was noticed wrongly, one tap puts it right.
  const dari = 'سلام دوستان، ما هم کتاب حساب را با هم می‌خوانیم'
  await field.fill(dari)
  await form.getByRole('button', { name: /^اللغة: (?!العربية)/ }).click()
  const dialog = page.getByRole('dialog', { name: 'بأي لغة تكتبون؟' })
  await dialog.getByText('العربية', { exact: true }).click()
  await form.getByRole('button', { name: 'اللغة المختارة: العربية' }).waitFor()
  await form.getByRole('button', { name: 'إرسال' }).click()
  const corrected = reader.page.locator('article [lang="ar"][dir="rtl"]', { hasText: 'سلام دوستان' })
  await corrected.waitFor()

  // Who reads it in German is offered to translate it.
  const id = await contributionId(reader, threadId, 'شكرًا')
  const article = reader.page.getByRole('article').filter({ hasText: text })
  await article.getByRole('button', { name: 'Mehr' }).click()
  await reader.page.getByRole('menuitem', { name: 'Übersetzen' }).click()
  await reader.page.getByRole('textbox', { name: /^Übersetzung/ }).waitFor()
  expect(id).toMatch(/^[\da-f]{24}$/)
  await picture(reader, 'arabic-translate')
  expect([...writer.complaints, ...reader.complaints]).toEqual([])
})
