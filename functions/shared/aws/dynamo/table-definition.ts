/**
 * The one table, as both the cloud stack and the one-machine runtime create it.
 * Its indexes are sparse and KEYS_ONLY, so that a write costs few units; what they find is read again by its key.
 */
export const tableDefinition = {
  partitionKey: 'PK',
  sortKey: 'SK',
  streamView: 'NEW_IMAGE',
  /** Epoch seconds. It only cleans up: the functions themselves refuse what has expired. */
  timeToLive: 'expires',
  indexes: [
    { name: 'due', partitionKey: 'dueShard', sortKey: 'due' },
    { name: 'status', partitionKey: 'statusShard', sortKey: 'updated' },
    // The board's lists, each as long as what it shows; their attributes are in board-attributes.ts.
    { name: 'place', partitionKey: 'placeShard', sortKey: 'placeSince' },
    { name: 'deadline', partitionKey: 'deadlineShard', sortKey: 'deadline' },
    { name: 'attention', partitionKey: 'attentionShard', sortKey: 'attention' },
  ],
} as const
