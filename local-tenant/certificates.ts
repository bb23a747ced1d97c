import './reflect-polyfill.ts'
import { randomBytes, webcrypto } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'

/** Where the tenant's certificates are, and the server's as PEM. */
export interface Certificates {
  caFile: string
  cert: string
  key: string
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const lifetimeMs = 5 * 365 * 86_400_000

/**
 * The certificate for `localhost` and `127.0.0.1` with the CA that signed it, made once per directory. Clients trust
 * it by `NODE_EXTRA_CA_CERTS=<directory>/ca.crt`; the CA's key is thrown away, so nobody can sign with it later.
 */
export async function ensureCertificates(directory: string): Promise<Certificates> {
  const [caFile, certFile, keyFile] = ['ca.crt', 'server.crt', 'server.key'].map(name =>
    join(directory, name),
  ) as [string, string, string]
  if (![caFile, certFile, keyFile].every(existsSync)) {
    mkdirSync(directory, { recursive: true })
    const made = await createCertificates()
    writeFileSync(caFile, made.ca)
    writeFileSync(certFile, made.cert)
    writeFileSync(keyFile, made.key, { mode: 0o600 })
  }
  return { caFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
}

async function createCertificates(): Promise<{ ca: string; cert: string; key: string }> {
  const [caKeys, keys] = await Promise.all([createKeys(), createKeys()])
  const common = {
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + lifetimeMs),
    signingAlgorithm: algorithm,
  }
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...common,
    serialNumber: randomBytes(8).toString('hex'),
    name: 'CN=Local tenant (a stand-in; trust it nowhere else)',
    keys: caKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  })
  const server = await x509.X509CertificateGenerator.create({
    ...common,
    serialNumber: randomBytes(8).toString('hex'),
    subject: 'CN=localhost',
    issuer: ca.subject,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    ],
  })
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  return {
    ca: ca.toString('pem'),
    cert: server.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
  }
}

function createKeys() {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}
