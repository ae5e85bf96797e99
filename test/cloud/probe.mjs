/** A function that fails as often as it is asked to, and then answers what it is asked to. */
export async function handler({ attempt = 0, fails = 0, error = 'Error', answer = null }) {
  if (attempt < fails) throw Object.assign(new Error('as it was asked'), { name: error })
  return answer
}
