interface StoredCopy {
  readonly key: string
  readonly modified: Date
}

/** What only erasing needs of files: whoever shows or takes them can delete none. */
export interface FileRemoval {
  /** Everything whose key begins like this. */
  readonly list: (prefix: string) => AsyncIterable<StoredCopy>
  /** Deletes a file for good, earlier versions too; answers false for one that a lock keeps. */
  readonly remove: (key: string) => Promise<boolean>
}
