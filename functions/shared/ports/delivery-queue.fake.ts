import type { DeliveryMessage, DeliveryQueue } from './delivery-queue.ts'

export interface MemoryDeliveryQueue extends DeliveryQueue {
  readonly sent: readonly DeliveryMessage[]
  readonly postponed: readonly { readonly receipt: string; readonly milliseconds: number }[]
  readonly aside: readonly DeliveryMessage[]
}

/** Notes what it is asked; whoever tests hands messages on by itself. */
export function memoryDeliveryQueue(): MemoryDeliveryQueue {
  const sent: DeliveryMessage[] = []
  const postponed: { receipt: string; milliseconds: number }[] = []
  const aside: DeliveryMessage[] = []
  return {
    sent,
    postponed,
    aside,
    async send(message) {
      sent.push(message)
    },
    async postpone(receipt, milliseconds) {
      postponed.push({ receipt, milliseconds })
    },
    async setAside(message) {
      aside.push(message)
    },
  }
}
