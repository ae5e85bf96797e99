type Write = (line: string) => void

/** Looked up at each line, so that whoever captures the console captures the log. */
const toConsole: Write = (line) => console.log(line)

let write: Write = toConsole

/** Writes one line of JSON to the log: CloudWatch in the cloud, a file on one machine. */
export function log(line: string): void {
  write(line)
}

/** Sends the log elsewhere until the answer is called. Only the one-machine runtime calls this. */
export function divertLog(to: Write): () => void {
  write = to
  return () => {
    write = toConsole
  }
}
