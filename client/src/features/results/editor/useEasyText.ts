import type { ResultRecord } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { isProblem } from '../../../platform/problem-error.ts'
import { recall, remember } from '../../../platform/remembered.ts'
import { useMe } from '../../../platform/session.tsx'
import { recordQuery } from '../useRecord.ts'
import { easyOf, easyStanding, type EasyTyped } from './easy.ts'

function load(key: string): EasyTyped | null {
  try {
    return JSON.parse(recall(key) || 'null') as EasyTyped | null
  } catch {
    return null
  }
}

/** The text in Einfache Sprache while somebody writes it: kept on the device until the server has it. */
export function useEasyText(record: ResultRecord) {
  const queries = useQueryClient()
  const { user } = useMe()
  const key = `record-easy.${user?.id}.${record.id}`
  const [typed, setTyped] = useState(() => load(key))
  const standing = easyStanding(typed, record)
  const keep = (next: EasyTyped | null) => {
    setTyped(next)
    remember(key, next ? JSON.stringify(next) : '')
  }
  const save = useMutation({
    mutationFn: ({ before, text }: EasyTyped) =>
      call('results.setEasyText', { recordId: record.id, before, text: easyOf(text) }),
    onSuccess: (next) => queries.setQueryData(recordQuery(next.id).queryKey, next),
    onError: (error) => {
      if (isProblem(error, 'conflict') || isProblem(error, 'result.state'))
        void queries.invalidateQueries({ queryKey: ['results.get'] })
    },
  })
  return {
    text: typed?.text ?? record.easyText ?? '',
    standing,
    save,
    change: (text: string) => {
      if (save.isError) save.reset()
      // Once it is stored, the next word is written over what is stored.
      keep({ before: standing === 'stored' ? record.easyText : (typed?.before ?? null), text })
    },
    takeMine: () => {
      if (!typed) return
      const mine = { ...typed, before: record.easyText }
      keep(mine)
      save.mutate(mine)
    },
    takeTheirs: () => {
      save.reset()
      keep(null)
    },
    store: () => {
      if (typed && standing === 'unsaved' && !save.isPending) save.mutate(typed)
    },
  }
}
export type EasyWriting = ReturnType<typeof useEasyText>
