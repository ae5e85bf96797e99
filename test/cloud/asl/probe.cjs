/*
 * A function that does what it is asked to: it sleeps, fails so often or so long, or answers. The deployed machine hands on
 * nothing but a reference, which then says all this as JSON. The token of whoever waits is told to the log, and taken from there.
 * Short and without imports, since the template of the cases has it in line.
 */
exports.handler = async (event) => {
  const asked = { ...event, ...(event.reference === undefined ? {} : JSON.parse(event.reference)) }
  const { attempt = 0, fails = 0, failsUntil = 0, error = 'Error', seconds = 0, answer = null } = asked
  const { token, execution } = event
  if (process.env.AWS_LAMBDA_FUNCTION_NAME !== undefined && token !== undefined) {
    console.log(JSON.stringify({ execution, token }))
  }
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  if (attempt < fails || Date.now() < failsUntil) {
    throw Object.assign(new Error('as it was asked'), { name: error })
  }
  return answer
}
