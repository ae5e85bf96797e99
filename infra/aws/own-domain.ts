import { DomainName } from 'aws-cdk-lib/aws-apigatewayv2'
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager'
import { AaaaRecord, ARecord, type ARecordProps, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53'
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets'
import { Construct } from 'constructs'
import type { Domain } from './deployment.ts'

/** The domain under which the HTTP API is reached; in a zone of this account with certificate and records of its own. */
export function createOwnDomain(scope: Construct, { name, certificate }: Domain): DomainName {
  const own = new Construct(scope, 'Domain')
  const make = (used: ICertificate) => new DomainName(own, 'Name', { domainName: name, certificate: used })
  if ('arn' in certificate) return make(Certificate.fromCertificateArn(own, 'Certificate', certificate.arn))
  const zone = HostedZone.fromHostedZoneAttributes(own, 'Zone', {
    hostedZoneId: certificate.zoneId,
    zoneName: certificate.zoneName,
  })
  const domain = make(
    new Certificate(own, 'Certificate', {
      domainName: name,
      validation: CertificateValidation.fromDns(zone),
    }),
  )
  const target = RecordTarget.fromAlias(
    new ApiGatewayv2DomainProperties(domain.regionalDomainName, domain.regionalHostedZoneId),
  )
  createRecords(own, { zone, recordName: name, target })
  return domain
}

function createRecords(scope: Construct, record: ARecordProps): readonly Construct[] {
  return [new ARecord(scope, 'Record', record), new AaaaRecord(scope, 'RecordV6', record)]
}
