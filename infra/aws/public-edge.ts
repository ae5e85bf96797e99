import { Duration, Fn } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { Domain } from './deployment.ts'

export interface PublicEdgeProps {
  readonly domain: Domain
  /** The API's own address. */
  readonly apiUrl: string
  readonly webAclArn: string
}

/** CloudFront in front of the API. It caches nothing and keeps no access log, since paths are links. */
export class PublicEdge extends Construct {
  /** Where that lies with which CloudFront proves itself to the functions. */
  readonly originSecretArn: string
  readonly dnsTarget: string

  constructor(scope: Construct, id: string, { domain, apiUrl, webAclArn }: PublicEdgeProps) {
    super(scope, id)
    if (!('arn' in domain.certificate)) throw new Error('CloudFront needs the ARN of a certificate')
    const secret = new Secret(this, 'OriginSecret', {
      description: 'What CloudFront proves itself with to the functions',
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    })
    this.originSecretArn = secret.secretArn
    const distribution = new Distribution(this, 'Distribution', {
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificate.arn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      webAclId: webAclArn,
      defaultBehavior: {
        origin: new HttpOrigin(Fn.select(2, Fn.split('/', apiUrl)), {
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          // A reference, resolved when it is deployed: CloudFront has no other way to a secret.
          customHeaders: { 'x-origin-secret': secret.secretValue.unsafeUnwrap() },
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        // What the API or CloudFront answers by itself has no header of the functions'.
        responseHeadersPolicy: new ResponseHeadersPolicy(this, 'Headers', {
          securityHeadersBehavior: {
            strictTransportSecurity: {
              accessControlMaxAge: Duration.days(730),
              includeSubdomains: true,
              override: false,
            },
          },
        }),
      },
    })
    this.dnsTarget = distribution.distributionDomainName
  }
}
