/** Files that go away by themselves: by the first part of their key, after so many days. */
export const fileLifetimes = [
  // A draft may wait in a browser for its sender to come back; what is sent is kept elsewhere.
  { prefix: 'incoming/', days: 30 },
  // Bundles are made anew whenever somebody asks.
  { prefix: 'evidence/', days: 1 },
] as const
