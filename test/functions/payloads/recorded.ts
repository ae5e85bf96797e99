/*
 * What running functions of a release were given, as AWS gave it, with other names and tokens. A deployment finds such payloads
 * under way: in the stream, in retries of the workflow, in open pages. So whatever is here must be accepted for good; a
 * payload of a new form is added beside, and the oldest goes only when nothing of it can be left (executions live a year).
 */

/** Release 0.1.0: a record of the stream with an entry whose state knew neither `linksSince` nor a link's `issued`. */
export const streamEvent010 = {
  Records: [
    {
      eventID: '7d1c2a4f0a9f4b0d9d7a4c6f3f1f2f10',
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'eu-central-1',
      dynamodb: {
        ApproximateCreationDateTime: 1767600000,
        Keys: { PK: { S: 'proposal#TSV-1404-7F3K2' }, SK: { S: 'entry#00000002' } },
        NewImage: {
          PK: { S: 'proposal#TSV-1404-7F3K2' },
          SK: { S: 'entry#00000002' },
          body: {
            S: JSON.stringify({
              type: 'AddressConfirmed',
              actor: { role: 'applicant' },
              data: { firstStage: 'research' },
              sequence: 2,
              previous: 'a'.repeat(64),
              at: '2026-01-05T08:00:00.000Z',
              digest: 'b'.repeat(64),
              salt: 'x'.repeat(22),
            }),
          },
        },
        SequenceNumber: '111',
        SizeBytes: 512,
        StreamViewType: 'NEW_IMAGE',
      },
      eventSourceARN:
        'arn:aws:dynamodb:eu-central-1:111122223333:table/tasvib/stream/2026-01-05T08:00:00.000',
    },
  ],
}

/** Release 0.1.0: what a waiting state hands over. */
export const awaitStep010 = {
  reference: 'TSV-1404-7F3K2',
  step: 'review',
  token: 'AQCEAAAAKgAAAAMAAAAAAAAAAcanary',
  execution: 'TSV-1404-7F3K2',
}

/** Release 0.1.0: what the other tasks get. */
export const caseInput010 = { reference: 'TSV-1404-7F3K2' }

/** A permanent bounce, as the mail service's event has it. */
export const bounce010 = {
  version: '0',
  id: '5ad9e2f2-4a22-4b62-9e5b-000000000000',
  'detail-type': 'Email Bounced',
  source: 'aws.ses',
  account: '111122223333',
  time: '2026-01-05T08:00:00Z',
  region: 'eu-central-1',
  resources: ['arn:aws:ses:eu-central-1:111122223333:configuration-set/tasvib-prod'],
  detail: {
    eventType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        {
          emailAddress: 'reviewer@city.example',
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550',
        },
      ],
      timestamp: '2026-01-05T08:00:00.000Z',
      feedbackId: '0107',
    },
    mail: {
      timestamp: '2026-01-05T07:59:58.000Z',
      source: 'no-reply@city.example',
      messageId: '0107019b',
      destination: ['reviewer@city.example'],
      tags: {
        'ses:configuration-set': ['tasvib-prod'],
        'ses:from-domain': ['city.example'],
        reference: ['TSV-1404-7F3K2'],
      },
    },
  },
}

/** Release 0.1.0: the head of a case as it lay in the table. */
export const head010 = {
  state: {
    reference: 'TSV-1404-7F3K2',
    programme: { id: 'kerman', version: '1' },
    language: 'fa',
    title: 'سلامت در خانه',
    sector: 'health',
    contractType: 'revenue_share',
    expectedRevenue: 1_200_000_000,
    applicant: { name: 'Sara Karimi', organisation: 'Salamat Yar', email: 'sara@startup.example' },
    submittedAt: '2026-01-05T07:00:00.000Z',
    revision: 1,
    documentsDigest: 'c'.repeat(64),
    closedStages: [],
    timeUsed: {},
    amendments: {},
    contractVersion: 0,
    unreachable: [],
    status: 'between-stages',
    stage: 'research',
    round: 1,
  },
  tip: { sequence: 2, digest: 'b'.repeat(64) },
}

/** Release 0.1.0: a link that was mailed. */
export const link010 = {
  opens: 'review',
  reference: 'TSV-1404-7F3K2',
  stage: 'research',
  seat: 'research-1',
  email: 'reviewer@city.example',
  expires: '2028-01-05T08:00:00.000Z',
}

/** The API's event of a page that stood open while the release changed: a form, Base64, with the cookies of a browser. */
export const decisionRequest010 = {
  version: '2.0',
  routeKey: 'POST /review/{token}',
  rawPath: `/review/${'t'.repeat(43)}`,
  rawQueryString: '',
  cookies: ['lang=fa'],
  headers: {
    accept: 'text/html,application/xhtml+xml',
    'content-type': 'application/x-www-form-urlencoded',
    host: 'abc.execute-api.eu-central-1.amazonaws.com',
    'sec-fetch-site': 'same-origin',
    'user-agent': 'Mozilla/5.0',
    'x-forwarded-for': '198.51.100.7',
  },
  pathParameters: { token: 't'.repeat(43) },
  requestContext: {
    accountId: '111122223333',
    apiId: 'abc',
    domainName: 'abc.execute-api.eu-central-1.amazonaws.com',
    domainPrefix: 'abc',
    http: {
      method: 'POST',
      path: `/review/${'t'.repeat(43)}`,
      protocol: 'HTTP/1.1',
      sourceIp: '198.51.100.7',
      userAgent: 'Mozilla/5.0',
    },
    requestId: 'JKJaXmPLvHcESHA=',
    routeKey: 'POST /review/{token}',
    stage: '$default',
    time: '05/Jan/2026:08:00:00 +0000',
    timeEpoch: 1767600000000,
  },
  body: Buffer.from(`decision=approve&reason=${encodeURIComponent('خوب است')}`).toString('base64'),
  isBase64Encoded: true,
}
