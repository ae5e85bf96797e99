/** What an operator's command does with all cases of an installation. */
export interface AllCases {
  /** The reference of every case, whatever its head says. */
  references(): AsyncIterable<string>
  /** What is stored as the head of every case; undefined for one that is no JSON. */
  heads(): AsyncIterable<{ readonly reference: string; readonly head: unknown }>
  /** Deletes all links that were ever sent to the applicant of a case; answers how many. */
  deleteEveryLink(reference: string): Promise<number>
}
