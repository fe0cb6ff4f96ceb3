import mongoose, { Schema } from 'mongoose'
import type { Link } from './chain.ts'

const link = new Schema<Link>(
  {
    _id: { type: Number, required: true },
    entry: { type: String, required: true },
    previous: { type: String, default: '' },
    hash: { type: String, required: true },
  },
  { collection: 'audit', versionKey: false },
)
export const Links = mongoose.model<Link>('AuditLink', link)
export const auditCollection = Links.collection.collectionName
