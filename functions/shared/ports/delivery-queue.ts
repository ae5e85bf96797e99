import * as z from 'zod'

/** One call to be made: the entry that asked for it. The message holds nothing else; what is sent is read when it is sent. */
export const deliveryMessage = z.object({ reference: z.string(), sequence: z.int().positive() })
export type DeliveryMessage = z.infer<typeof deliveryMessage>

/** What waits for days until finance's own system has taken it. */
export interface DeliveryQueue {
  send(message: DeliveryMessage): Promise<void>
  /** Lets a message that was received come again after so many milliseconds, or earlier where the queue cannot wait so long. */
  postpone(receipt: string, milliseconds: number): Promise<void>
  /** Puts a message aside that was given up, where an alarm sees it. */
  setAside(message: DeliveryMessage): Promise<void>
}
