const endOfDirectory = 0x06054b50
const inDirectory = 0x02014b50
const beforeFile = 0x04034b50

/** MS-DOS time and date, in steps of two seconds. */
function dosTime(date: Date): [time: number, day: number] {
  const year = Math.min(Math.max(date.getUTCFullYear(), 1980), 2107)
  return [
    (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1),
    ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(),
  ]
}

/** The same archive with one date on all its files, instead of that of the moment it was packed. */
export function datedArchive(archive: Buffer, date: Date): Buffer {
  const dated = Buffer.from(archive)
  const [time, day] = dosTime(date)
  const end = dated.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (end === -1 || dated.readUInt32LE(end) !== endOfDirectory) throw new Error('not an archive')
  let at = dated.readUInt32LE(end + 16)
  for (let count = dated.readUInt16LE(end + 10); count > 0; count--) {
    if (dated.readUInt32LE(at) !== inDirectory) throw new Error('the directory of the archive is broken')
    const file = dated.readUInt32LE(at + 42)
    if (dated.readUInt32LE(file) !== beforeFile) throw new Error('a file of the archive is missing')
    for (const place of [at + 12, file + 10]) {
      dated.writeUInt16LE(time, place)
      dated.writeUInt16LE(day, place + 2)
    }
    at += 46 + dated.readUInt16LE(at + 28) + dated.readUInt16LE(at + 30) + dated.readUInt16LE(at + 32)
  }
  return dated
}
