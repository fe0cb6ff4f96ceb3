import { expect, it } from 'vitest'
import { prefilled } from './prefilled.ts'

it.each([
  ['', { kind: null, page: '', locale: null }],
  ['art=barriere', { kind: 'barrier', page: '', locale: null }],
  ['art=uebersetzung&sprache=tr&seite=%2Ftermine', { kind: 'translation', page: '/termine', locale: 'tr' }],
  ['art=toString&sprache=xx&seite=https%3A%2F%2Felsewhere.example', { kind: null, page: '', locale: null }],
  ['seite=%2F%2Felsewhere.example', { kind: null, page: '', locale: null }],
  ['seite=%2Fsuche%3Fq%3Dgeheim', { kind: null, page: '', locale: null }],
])('a link with „%s“ enters what the form can take', (query, expected) => {
  expect(prefilled(new URLSearchParams(query))).toEqual(expected)
})
