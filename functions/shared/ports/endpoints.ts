/** Whether finance's endpoint has said that it is gone. Its row is written with the entry that says so. */
export interface Endpoints {
  /** True after a 410, until the case office has a contract sent again or the programme names another address. */
  isDisabled(url: string): Promise<boolean>
}
