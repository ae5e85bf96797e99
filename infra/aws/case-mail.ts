import { ArnFormat, Stack } from 'aws-cdk-lib'
import { EventBus, Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  type IEmailIdentity,
} from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import { arrivalTag } from '#functions/shared/ports/effect-tag.ts'
import type { Deployment } from './deployment.ts'

export interface MailProps extends Pick<Deployment, 'mailIdentity'> {
  readonly name: string
  /** A plain address. */
  readonly from: string
}

/**
 * The sender's domain and what becomes of its mail. Mails name the installation's own configuration set, whatever the identity
 * brings; it reports deliveries and what stood in their way, and neither opens nor clicks: tracking would rewrite the links.
 */
export class CaseMail extends Construct {
  /** What a sender must be allowed to use: the identity and the configuration set. */
  readonly sendingArns: readonly string[]
  /** What somebody has to do by hand, once: DNS records that prove the domain. Nothing of an identity that was there. */
  readonly byHand: string | undefined
  readonly configurationSet: string

  constructor(scope: Construct, id: string, { name, from, mailIdentity }: MailProps) {
    super(scope, id)
    this.configurationSet = name
    const configurationSet = new ConfigurationSet(this, 'Reports', { configurationSetName: name })
    configurationSet.addEventDestination('Events', {
      // SES delivers to the account's default bus alone.
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.COMPLAINT,
      ],
    })
    const domain = from.slice(from.lastIndexOf('@') + 1)
    const made =
      mailIdentity === 'create'
        ? new EmailIdentity(this, 'Domain', { identity: Identity.domain(domain), configurationSet })
        : undefined
    const identity: IEmailIdentity = made ?? EmailIdentity.fromEmailIdentityName(this, 'Domain', domain)
    this.sendingArns = [
      identity.emailIdentityArn,
      Stack.of(this).formatArn({
        service: 'ses',
        resource: 'configuration-set',
        resourceName: name,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      }),
    ]
    this.byHand = made?.dkimRecords.map((record) => `${record.name} CNAME ${record.value}`).join(' | ')
  }

  /** Calls a function with what stands in the way of this installation's own mail, and where a mail asks for it with its arrival. */
  reportTo(feedback: IFunction): void {
    const ofThis = { 'ses:configuration-set': [this.configurationSet] }
    const failed = ['DeliveryDelay', 'Bounce', 'Reject', 'Complaint']
    this.#callWith(feedback, 'Feedback', { eventType: failed, mail: { tags: ofThis } })
    const asking = { ...ofThis, [arrivalTag.name]: [arrivalTag.value] }
    this.#callWith(feedback, 'Arrivals', { eventType: ['Delivery'], mail: { tags: asking } })
  }

  #callWith(feedback: IFunction, id: string, detail: Readonly<Record<string, unknown>>): void {
    const rule = new Rule(this, id, { eventPattern: { source: ['aws.ses'], detail } })
    rule.addTarget(new LambdaFunction(feedback))
  }
}
