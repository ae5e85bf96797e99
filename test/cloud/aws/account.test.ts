import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { App } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import nodemailer from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { redirectedAddress } from '#functions/shared/aws/ses-mailer.ts'
import type { Cloud } from '#test/cloud/cloud.ts'
import { startEmulator } from '#test/cloud/emulator.ts'
import { installEmulator } from '#test/cloud/install-emulator.ts'
import { confirmAccount, readAccountSettings } from './account.ts'
import { caughtMails } from './caught-mails.ts'
import { MailCatcher } from './mail-catcher.ts'

const domain = 'mail.city.example'
const settings = {
  TASVIB_AWS_ACCOUNT: '111122223333',
  AWS_REGION: 'eu-central-1',
  TASVIB_MAIL_DOMAIN: domain,
  TASVIB_RULE_SET: 'default-rule-set',
}

describe('an account of AWS', () => {
  it('is used only where it is said which, in which region, and where mail goes', () => {
    expect(readAccountSettings({ ...settings, OTHER: 'x' })).toEqual(settings)
    for (const name of Object.keys(settings)) {
      expect(() => readAccountSettings({ ...settings, [name]: undefined }), name).toThrow(name)
    }
    expect(() => readAccountSettings({ ...settings, TASVIB_AWS_ACCOUNT: 'mine' })).toThrow(
      'TASVIB_AWS_ACCOUNT',
    )
  })

  it('keeps all mail to a domain in a bucket of its own, which goes away with everything in it', () => {
    const template = Template.fromStack(
      new MailCatcher(new App(), 'mail', { domain, ruleSet: 'default-rule-set' }),
    )
    const rule = {
      RuleSetName: 'default-rule-set',
      Rule: {
        Enabled: true,
        Recipients: [domain],
        Actions: [{ S3Action: { BucketName: Match.anyValue() } }],
      },
    }
    const bucket = {
      DeletionPolicy: 'Delete',
      Properties: {
        LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 1 })] },
        PublicAccessBlockConfiguration: Match.objectLike({ RestrictPublicBuckets: true }),
      },
    }
    const found = (type: string, like: object) => Object.keys(template.findResources(type, like))
    expect(found('AWS::SES::ReceiptRule', { Properties: rule })).toHaveLength(1)
    expect(found('AWS::S3::Bucket', bucket)).toHaveLength(1)
    // There is one active set in a region, which is somebody's.
    expect(found('AWS::SES::ReceiptRuleSet', {})).toEqual([])
    expect(template.findOutputs('Bucket')).toHaveProperty('Bucket')
  })
})

const installed = await installEmulator()
if ('lacks' in installed)
  console.warn(`2 tests of the account are skipped. This machine lacks ${installed.lacks}`)

describe.skipIf('lacks' in installed)('the way to an account, on the emulated cloud,', () => {
  let cloud: Cloud
  beforeAll(async () => {
    if (!('lacks' in installed)) cloud = await startEmulator(installed.python)
  })
  afterAll(async () => {
    await cloud?.stop()
  })

  it('is closed where the credentials are of another account', async () => {
    await expect(confirmAccount(cloud.client, cloud.account)).resolves.toBeUndefined()
    await expect(confirmAccount(cloud.client, '111122223333')).rejects.toThrow(
      `TASVIB_AWS_ACCOUNT is 111122223333, and the credentials are of ${cloud.account}`,
    )
  })

  it('reads each mail that was put into the bucket, for the person whom it is meant for', async () => {
    const s3 = new S3Client({ ...cloud.client, forcePathStyle: true })
    const Bucket = 'caught-mails'
    await s3.send(new CreateBucketCommand({ Bucket }))
    const put = async (Key: string, Body: string | Uint8Array) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body }))
    await put('AMAZON_SES_SETUP_NOTIFICATION', 'Subject: Amazon SES Setup Notification\r\n\r\nHello')
    const mails = caughtMails(s3, Bucket)
    expect(await mails()).toEqual([])
    const sent = {
      to: redirectedAddress('mayor@kerman.example', domain),
      subject: 'پرونده \u2068TSV-1404-7F3K2\u2069: امضای قرارداد',
      text: 'نشانی: https://proposals.city.example/sign/abc\nکد ۱۲۳۴۵۶',
      html: '<p dir="rtl">نشانی: <a href="https://proposals.city.example/sign/abc">امضا</a></p>',
    }
    const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
    const attachments = [{ filename: 'contract.pdf', content: Buffer.from('%PDF-1.7') }]
    const { message } = await composer.sendMail({ ...sent, from: `no-reply@${domain}`, attachments })
    await put('first', message as Buffer)
    const caught = { ...sent, to: 'mayor@kerman.example' }
    const trimmed = (await mails()).map((mail) => ({
      ...mail,
      text: mail.text.trim(),
      html: mail.html.trim(),
    }))
    expect(trimmed).toEqual([caught])
    expect(await mails()).toHaveLength(1)
    s3.destroy()
  })
})
