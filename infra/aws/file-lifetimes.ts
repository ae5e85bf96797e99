/** Files that go away by themselves: by the first part of their key, after so many days. */
export const fileLifetimes = [
  // Long enough to correct a proposal and send it again; what is sent is kept elsewhere. In the cloud no rule knows hours.
  { prefix: 'incoming/', days: 1 },
  // Bundles are made anew whenever somebody asks.
  { prefix: 'evidence/', days: 1 },
] as const
