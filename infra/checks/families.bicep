metadata description = 'The types of check of the families. Made of what their options declare, by the tests of the docs: not to be edited.'

import { duration } from '../durations.bicep'
import * as common from 'common.bicep'
import { flag, list, named, number, one, open, required, setting, texts, within } from 'settings.bicep'

@export()
@description('A check of a family.')
@discriminator('type')
type familyCheck =
  | blobCheck
  | dnsCheck
  | eventHubsCheck
  | grpcCheck
  | keyVaultCheck
  | mqttCheck
  | mySqlCheck
  | natsCheck
  | postgresCheck
  | queueCheck
  | rabbitMqCheck
  | redisCheck
  | serviceBusCheck
  | smtpCheck
  | sqlServerCheck
  | tableCheck

@export()
@description('The settings of each type of a family that can be secrets.')
var familySecretKeys = {
  Blob: ['ConnectionString']
  EventHubs: ['ConnectionString']
  Grpc: ['Headers']
  Mqtt: ['Password']
  MySql: ['ConnectionString']
  Nats: ['Password', 'Token']
  Postgres: ['ConnectionString']
  Queue: ['ConnectionString']
  RabbitMq: ['ConnectionString']
  Redis: ['ConnectionString']
  ServiceBus: ['ConnectionString']
  Smtp: ['Password']
  SqlServer: ['ConnectionString']
  Table: ['ConnectionString']
}

@export()
@description('The types of the families.')
var familyTypes = [
  'Blob'
  'Dns'
  'EventHubs'
  'Grpc'
  'KeyVault'
  'Mqtt'
  'MySql'
  'Nats'
  'Postgres'
  'Queue'
  'RabbitMq'
  'Redis'
  'ServiceBus'
  'Smtp'
  'SqlServer'
  'Table'
]

@export()
@description('The settings that the type of a check of a family has alone.')
func familySettings(check familyCheck) setting[] =>
  flatten([
    check.type == 'Blob' ? blobSettings(check) : []
    check.type == 'Dns' ? dnsSettings(check) : []
    check.type == 'EventHubs' ? eventHubsSettings(check) : []
    check.type == 'Grpc' ? grpcSettings(check) : []
    check.type == 'KeyVault' ? keyVaultSettings(check) : []
    check.type == 'Mqtt' ? mqttSettings(check) : []
    check.type == 'MySql' ? mySqlSettings(check) : []
    check.type == 'Nats' ? natsSettings(check) : []
    check.type == 'Postgres' ? postgresSettings(check) : []
    check.type == 'Queue' ? queueSettings(check) : []
    check.type == 'RabbitMq' ? rabbitMqSettings(check) : []
    check.type == 'Redis' ? redisSettings(check) : []
    check.type == 'ServiceBus' ? serviceBusSettings(check) : []
    check.type == 'Smtp' ? smtpSettings(check) : []
    check.type == 'SqlServer' ? sqlServerSettings(check) : []
    check.type == 'Table' ? tableSettings(check) : []
  ])

@description('Asks Azure Storage for a container of blobs.')
@sealed()
type blobCheck = {
  @description('The kind of check.')
  type: 'Blob'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (ConnectionString) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The URI of the account\'s blobs, which a managed identity of the app asks. One of both is required. An https URI, such as https://shop.blob.core.windows.net. Default: ConnectionString.')
  @minLength(1)
  uri: string?

  @description('The client ID of the managed identity. A GUID. Only beside Uri. Default: what AZURE_CLIENT_ID names in the environment, else the identity that the system assigns.')
  @minLength(1)
  clientId: string?

  @description('The connection string of the storage account, with its key or a shared access signature. One of both is required. UseDevelopmentStorage=true is the emulator on this machine. Default: Uri. Without a password or key: with one, it is a secret.')
  @minLength(1)
  connectionString: string?

  @description('The name of the container, such as uploads. It must exist. Required.')
  @minLength(1)
  container: string
}

func blobSettings(check blobCheck) setting[] =>
  flatten([
    one(check.name, 'Uri', check.?uri)
    one(check.name, 'ClientId', check.?clientId)
    open(check.name, 'ConnectionString', check.?connectionString)
    one(check.name, 'Container', check.container)
  ])

@description('Asks for a name and compares the answers.')
@sealed()
type dnsCheck = {
  @description('The kind of check.')
  type: 'Dns'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('The name to ask for. A whole name, such as db.example.org. No search domain is appended, and no hosts file is read. Required.')
  @minLength(1)
  host: string

  @description('Which records are asked for: A, AAAA, CNAME, TXT or MX. A name without such a record is ERROR. Default: A.')
  recordType: ('A' | 'AAAA' | 'CNAME' | 'TXT' | 'MX')?

  @description('The name server to ask. An IP address or a host name, with a port where it is not 53: 10.0.0.53, [fd00::53]:5353, ns1.example.org. Default: those of the system, the next one where one does not answer.')
  @minLength(1)
  server: string?

  @description('The values that must be among the answers; each that is not makes the check ERROR. By default any answer will do. For A and AAAA an address or a network, such as 10.0.0.4 or 10.0.0.0/8; for CNAME a name; for MX a name, or its preference and the name, 10 mail.example.org; for TXT a whole text. Names are compared without case. Default: none.')
  expect: string[]?
}

func dnsSettings(check dnsCheck) setting[] =>
  flatten([
    one(check.name, 'Host', check.host)
    one(check.name, 'RecordType', check.?recordType)
    one(check.name, 'Server', check.?server)
    list(check.name, 'Expect', check.?expect)
  ])

@description('Asks for an event hub.')
@sealed()
type eventHubsCheck = {
  @description('The kind of check.')
  type: 'EventHubs'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (ConnectionString) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The URI of the namespace, which a managed identity of the app asks. One of both is required. An https URI, such as https://shop.servicebus.windows.net; the connection goes to its port 5671, unless another one is given. Default: ConnectionString.')
  @minLength(1)
  uri: string?

  @description('The client ID of the managed identity. A GUID. Only beside Uri. Default: what AZURE_CLIENT_ID names in the environment, else the identity that the system assigns.')
  @minLength(1)
  clientId: string?

  @description('The connection string of the namespace or the hub, with the key of a policy that has Listen, or a shared access signature. One of both is required. UseDevelopmentEmulator=true in it means AMQP without TLS, on port 5672 unless another one is given. Default: Uri. Without a password or key: with one, it is a secret.')
  @minLength(1)
  connectionString: string?

  @description('The name of the event hub, such as clicks. It must exist. Required.')
  @minLength(1)
  hub: string
}

func eventHubsSettings(check eventHubsCheck) setting[] =>
  flatten([
    one(check.name, 'Uri', check.?uri)
    one(check.name, 'ClientId', check.?clientId)
    open(check.name, 'ConnectionString', check.?connectionString)
    one(check.name, 'Hub', check.hub)
  ])

@description('Asks a gRPC server for its health.')
@sealed()
type grpcCheck = {
  @description('The kind of check.')
  type: 'Grpc'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (Headers__<name>, Headers for one JSON object of them) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The URL of the server. A scheme, a host and maybe a port, without a path, such as https://orders.example.org. An http URL is asked without TLS, by HTTP/2 with prior knowledge. Required.')
  @minLength(1)
  url: string

  @description('The service, by the name that the server gives its health. A name such as shop.v1.Orders. Default: the whole server.')
  @minLength(1)
  service: string?

  @description('The metadata of the call, such as authorization. Values are ASCII in one line; binary metadata (…-bin), grpc-… and what belongs to a connection is not allowed. Default: none.')
  headers: texts?

  @description('The time before its end from which the certificate is a WARNING. 1 second to 366 days. For https only. Default: off.')
  certificateExpiryWarning: duration?
}

func grpcSettings(check grpcCheck) setting[] =>
  flatten([
    one(check.name, 'Url', check.url)
    one(check.name, 'Service', check.?service)
    named(check.name, 'Headers', check.?headers)
    within(check.name, 'CertificateExpiryWarning', check.?certificateExpiryWarning, '1s', '366d')
  ])

@description('Asks a key vault for a secret.')
@sealed()
type keyVaultCheck = {
  @description('The kind of check.')
  type: 'KeyVault'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('The URI of the vault, which a managed identity of the app asks. An https URI, such as https://shop.vault.azure.net. Required.')
  @minLength(1)
  uri: string

  @description('The client ID of the managed identity. A GUID. Default: what AZURE_CLIENT_ID names in the environment, else the identity that the system assigns.')
  @minLength(1)
  clientId: string?

  @description('The name of the secret, of which the current version is asked for, such as db-password. It must exist. Required.')
  @minLength(1)
  secretName: string

  @description('The time before its end from which the secret is a WARNING. 1 second to 366 days. Default: off.')
  expiryWarning: duration?
}

func keyVaultSettings(check keyVaultCheck) setting[] =>
  flatten([
    one(check.name, 'Uri', check.uri)
    one(check.name, 'ClientId', check.?clientId)
    one(check.name, 'SecretName', check.secretName)
    within(check.name, 'ExpiryWarning', check.?expiryWarning, '1s', '366d')
  ])

@description('Connects to an MQTT server and pings it.')
@sealed()
type mqttCheck = {
  @description('The kind of check.')
  type: 'Mqtt'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (Password) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The host, whose certificate it must be. A host name or an IP address. All addresses of a name are tried, a quarter of a second apart. Required.')
  @minLength(1)
  host: string

  @description('The port. 1 to 65,535. Default: 8883, and 1883 without TLS.')
  @minValue(1)
  @maxValue(65535)
  port: int?

  @description('Whether the connection is secured by TLS. Without TLS a password is sent as clear text. Default: true.')
  tls: bool?

  @description('The name of the user to connect as. Default: none.')
  @minLength(1)
  userName: string?

  @description('The identifier of the client. A server ends the connection of another client that has the same: never use one that an app or a device has, and none for two instances of the app. Default: one of its own, made at random.')
  @minLength(1)
  clientId: string?

  @description('The time before its end from which the certificate is a WARNING. 1 second to 366 days. With Tls only. Default: off.')
  certificateExpiryWarning: duration?
}

func mqttSettings(check mqttCheck) setting[] =>
  flatten([
    one(check.name, 'Host', check.host)
    one(check.name, 'Port', number(check.?port))
    one(check.name, 'Tls', flag(check.?tls))
    one(check.name, 'UserName', check.?userName)
    one(check.name, 'ClientId', check.?clientId)
    within(check.name, 'CertificateExpiryWarning', check.?certificateExpiryWarning, '1s', '366d')
  ])

@description('Runs a query on a MySQL or MariaDB server.')
@sealed()
type mySqlCheck = {
  @description('The kind of check.')
  type: 'MySql'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (ConnectionString) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The connection string, in the syntax of MySqlConnector, such as Server=db.example.org;Database=shop;User ID=health;Password=…;SSL Mode=VerifyFull. The check keeps one connection. The limits of time are those of the run: those of the connection string do not count. Required, here or as a secret. Without a password or key: with one, it is a secret.')
  @minLength(1)
  connectionString: string?

  @description('The query. It runs in a read-only transaction. Default: SELECT 1.')
  @minLength(1)
  query: string?

  @description('What the first column of the first row must be; if it is not, that is ERROR. A text that it must be, or a comparison with a number: ready, != 0, >= 10. Default: anything, also no row.')
  @minLength(1)
  expect: string?
}

func mySqlSettings(check mySqlCheck) setting[] =>
  flatten([
    required(check.name, 'ConnectionString', check.?connectionString, check.?secrets)
    one(check.name, 'Query', check.?query)
    one(check.name, 'Expect', check.?expect)
  ])

@description('Connects to a NATS server and pings it.')
@sealed()
type natsCheck = {
  @description('The kind of check.')
  type: 'Nats'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (Password, Token) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The URL of one server. nats:// or tls://, a host and maybe a port, 4222 by default, without user info. nats changes to TLS where the server offers it; tls insists on it. Required.')
  @minLength(1)
  url: string

  @description('The name of the user to connect as. Default: none.')
  @minLength(1)
  userName: string?

  @description('The path of the credentials file of a user, which holds a JWT and an NKey. Read on each run. Not with UserName or Token. Default: none.')
  @minLength(1)
  credentialsFile: string?
}

func natsSettings(check natsCheck) setting[] =>
  flatten([
    one(check.name, 'Url', check.url)
    one(check.name, 'UserName', check.?userName)
    one(check.name, 'CredentialsFile', check.?credentialsFile)
  ])

@description('Runs a query on a PostgreSQL server.')
@sealed()
type postgresCheck = {
  @description('The kind of check.')
  type: 'Postgres'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (ConnectionString) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The connection string, in the syntax of Npgsql, such as Host=db.example.org;Database=shop;Username=health;Password=…;SSL Mode=VerifyFull. The check keeps one connection. Required, here or as a secret. Without a password or key: with one, it is a secret.')
  @minLength(1)
  connectionString: string?

  @description('The query. It runs in a read-only transaction. Default: SELECT 1.')
  @minLength(1)
  query: string?

  @description('What the first column of the first row must be; if it is not, that is ERROR. A text that it must be, or a comparison with a number: ready, != 0, >= 10. Default: anything, also no row.')
  @minLength(1)
  expect: string?
}

func postgresSettings(check postgresCheck) setting[] =>
  flatten([
    required(check.name, 'ConnectionString', check.?connectionString, check.?secrets)
    one(check.name, 'Query', check.?query)
    one(check.name, 'Expect', check.?expect)
  ])

@description('Asks Azure Storage how much waits in a queue.')
@sealed()
type queueCheck = {
  @description('The kind of check.')
  type: 'Queue'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (ConnectionString) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The URI of the account\'s queues, which a managed identity of the app asks. One of both is required. An https URI, such as https://shop.queue.core.windows.net. Default: ConnectionString.')
  @minLength(1)
  uri: string?

  @description('The client ID of the managed identity. A GUID. Only beside Uri. Default: what AZURE_CLIENT_ID names in the environment, else the identity that the system assigns.')
  @minLength(1)
  clientId: string?

  @description('The connection string of the storage account, with its key or a shared access signature. One of both is required. UseDevelopmentStorage=true is the emulator on this machine. Default: Uri. Without a password or key: with one, it is a secret.')
  @minLength(1)
  connectionString: string?

  @description('The name of the queue, such as orders. It must exist. Required.')
  @minLength(1)
  queue: string

  @description('How many messages the queue may have; more are a WARNING. 0 to 1,000,000,000, and less than ErrorAbove. Default: off.')
  @minValue(0)
  @maxValue(1000000000)
  warnAbove: int?

  @description('How many messages the queue may have; more are an ERROR. 0 to 1,000,000,000. Default: off.')
  @minValue(0)
  @maxValue(1000000000)
  errorAbove: int?

  @description('For how long the first message may wait; longer is a WARNING. 1 second to 366 days, and less than OldestErrorAbove. Default: off.')
  oldestWarnAbove: duration?

  @description('For how long the first message may wait; longer is an ERROR. 1 second to 366 days. Default: off.')
  oldestErrorAbove: duration?

  @description('How many messages may be in the poison queue, <queue>-poison, to which Azure Functions move what they cannot handle; more are an ERROR. 0 to 1,000,000,000. A poison queue that does not exist is empty. The name of the queue then has at most 56 characters. Default: off.')
  @minValue(0)
  @maxValue(1000000000)
  deadLettersErrorAbove: int?
}

func queueSettings(check queueCheck) setting[] =>
  flatten([
    one(check.name, 'Uri', check.?uri)
    one(check.name, 'ClientId', check.?clientId)
    open(check.name, 'ConnectionString', check.?connectionString)
    one(check.name, 'Queue', check.queue)
    one(check.name, 'WarnAbove', number(check.?warnAbove))
    one(check.name, 'ErrorAbove', number(check.?errorAbove))
    within(check.name, 'OldestWarnAbove', check.?oldestWarnAbove, '1s', '366d')
    within(check.name, 'OldestErrorAbove', check.?oldestErrorAbove, '1s', '366d')
    one(check.name, 'DeadLettersErrorAbove', number(check.?deadLettersErrorAbove))
  ])

@description('Connects to a RabbitMQ server, and counts the messages of queues.')
@sealed()
type rabbitMqCheck = {
  @description('The kind of check.')
  type: 'RabbitMq'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (ConnectionString) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The URI of the server: user, password, host, port and virtual host. amqp://user:password@host:port/vhost, or amqps:// for TLS. What a URI reserves is percent-encoded: %2F is the virtual host /, which is also the one of a URI without. A query is ignored. Required, here or as a secret. Without a password or key: with one, it is a secret.')
  @minLength(1)
  connectionString: string?

  @description('The queue whose messages are counted. Up to 255 bytes. Default: none, and connecting is enough.')
  @minLength(1)
  queue: string?

  @description('How many messages may wait in the queue; more are a WARNING. 0 to 1,000,000,000, and less than ErrorAbove. Default: off.')
  @minValue(0)
  @maxValue(1000000000)
  warnAbove: int?

  @description('How many messages may wait in the queue; more are an ERROR. 0 to 1,000,000,000. Default: off.')
  @minValue(0)
  @maxValue(1000000000)
  errorAbove: int?

  @description('The queue that dead letters are routed to: AMQP does not tell which that is. Up to 255 bytes. Default: none.')
  @minLength(1)
  deadLetterQueue: string?

  @description('How many messages may wait in DeadLetterQueue; more are an ERROR. 0 to 1,000,000,000. Default: off.')
  @minValue(0)
  @maxValue(1000000000)
  deadLettersErrorAbove: int?
}

func rabbitMqSettings(check rabbitMqCheck) setting[] =>
  flatten([
    required(check.name, 'ConnectionString', check.?connectionString, check.?secrets)
    one(check.name, 'Queue', check.?queue)
    one(check.name, 'WarnAbove', number(check.?warnAbove))
    one(check.name, 'ErrorAbove', number(check.?errorAbove))
    one(check.name, 'DeadLetterQueue', check.?deadLetterQueue)
    one(check.name, 'DeadLettersErrorAbove', number(check.?deadLettersErrorAbove))
  ])

@description('Asks Redis servers for an answer to PING.')
@sealed()
type redisCheck = {
  @description('The kind of check.')
  type: 'Redis'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (ConnectionString) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The connection string, in the syntax of StackExchange.Redis, such as cache.example.org:6380,password=…,ssl=true. The check keeps one connection to each server that it names, and each must answer. The limits of time are those of the run: those of the connection string do not count. A serviceName of Sentinel is not allowed. Required, here or as a secret. Without a password or key: with one, it is a secret.')
  @minLength(1)
  connectionString: string?
}

func redisSettings(check redisCheck) setting[] =>
  flatten([
    required(check.name, 'ConnectionString', check.?connectionString, check.?secrets)
  ])

@description('Peeks at a queue or subscription of Service Bus.')
@sealed()
type serviceBusCheck = {
  @description('The kind of check.')
  type: 'ServiceBus'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (ConnectionString) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The URI of the namespace, which a managed identity of the app asks. One of both is required. An https URI, such as https://shop.servicebus.windows.net; the connection goes to its port 5671, unless another one is given. Default: ConnectionString.')
  @minLength(1)
  uri: string?

  @description('The client ID of the managed identity. A GUID. Only beside Uri. Default: what AZURE_CLIENT_ID names in the environment, else the identity that the system assigns.')
  @minLength(1)
  clientId: string?

  @description('The connection string of the namespace or the entity, with the key of a policy, or a shared access signature. One of both is required. UseDevelopmentEmulator=true in it means AMQP without TLS, on port 5672 unless another one is given. Default: Uri. Without a password or key: with one, it is a secret.')
  @minLength(1)
  connectionString: string?

  @description('The name of the queue. One of both is required. Default: Topic and Subscription.')
  @minLength(1)
  queue: string?

  @description('The name of the topic that Subscription belongs to. Default: Queue.')
  @minLength(1)
  topic: string?

  @description('The name of the subscription. Required with Topic. Default: Queue.')
  @minLength(1)
  subscription: string?

  @description('How many messages may be active; more are a WARNING. 0 to 1,000,000,000, and less than ErrorAbove. It needs the right Manage. Default: off.')
  @minValue(0)
  @maxValue(1000000000)
  warnAbove: int?

  @description('How many messages may be active; more are an ERROR. 0 to 1,000,000,000. It needs the right Manage. Default: off.')
  @minValue(0)
  @maxValue(1000000000)
  errorAbove: int?

  @description('For how long the first message may wait; longer is a WARNING. 1 second to 366 days, and less than OldestErrorAbove. Default: off.')
  oldestWarnAbove: duration?

  @description('For how long the first message may wait; longer is an ERROR. 1 second to 366 days. Default: off.')
  oldestErrorAbove: duration?

  @description('How many messages may be dead letters; more are an ERROR. 0 to 1,000. They are counted one by one, with the right Listen. Default: off.')
  @minValue(0)
  @maxValue(1000)
  deadLettersErrorAbove: int?
}

func serviceBusSettings(check serviceBusCheck) setting[] =>
  flatten([
    one(check.name, 'Uri', check.?uri)
    one(check.name, 'ClientId', check.?clientId)
    open(check.name, 'ConnectionString', check.?connectionString)
    one(check.name, 'Queue', check.?queue)
    one(check.name, 'Topic', check.?topic)
    one(check.name, 'Subscription', check.?subscription)
    one(check.name, 'WarnAbove', number(check.?warnAbove))
    one(check.name, 'ErrorAbove', number(check.?errorAbove))
    within(check.name, 'OldestWarnAbove', check.?oldestWarnAbove, '1s', '366d')
    within(check.name, 'OldestErrorAbove', check.?oldestErrorAbove, '1s', '366d')
    one(check.name, 'DeadLettersErrorAbove', number(check.?deadLettersErrorAbove))
  ])

@description('Connects to an SMTP server and sends no mail.')
@sealed()
type smtpCheck = {
  @description('The kind of check.')
  type: 'Smtp'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (Password) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The host, whose certificate it must be. A host name or an IP address. All addresses of a name are tried, a quarter of a second apart. Required.')
  @minLength(1)
  host: string

  @description('The port. 1 to 65,535. Default: 465 where Security is Tls, else 587.')
  @minValue(1)
  @maxValue(65535)
  port: int?

  @description('How the connection is secured. By default TLS from the start on port 465, elsewhere STARTTLS where the server offers it. A password is not sent without. StartTls and Tls insist on it; None does without, and sends a password as clear text. Default: Auto.')
  security: ('Auto' | 'None' | 'StartTls' | 'Tls')?

  @description('The name of the user to sign in as. Default: the check does not sign in.')
  @minLength(1)
  userName: string?

  @description('The time before its end from which the certificate is a WARNING. 1 second to 366 days. Default: off.')
  certificateExpiryWarning: duration?
}

func smtpSettings(check smtpCheck) setting[] =>
  flatten([
    one(check.name, 'Host', check.host)
    one(check.name, 'Port', number(check.?port))
    one(check.name, 'Security', check.?security)
    one(check.name, 'UserName', check.?userName)
    within(check.name, 'CertificateExpiryWarning', check.?certificateExpiryWarning, '1s', '366d')
  ])

@description('Runs a query on SQL Server or Azure SQL.')
@sealed()
type sqlServerCheck = {
  @description('The kind of check.')
  type: 'SqlServer'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (ConnectionString) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The connection string, in the syntax of Microsoft.Data.SqlClient, such as Server=db.example.org;Database=shop;User ID=health;Password=…. The check keeps one connection. The limits of time are those of the run: those of the connection string do not count. Required, here or as a secret. Without a password or key: with one, it is a secret.')
  @minLength(1)
  connectionString: string?

  @description('The query. Default: SELECT 1.')
  @minLength(1)
  query: string?

  @description('What the first column of the first row must be; if it is not, that is ERROR. A text that it must be, or a comparison with a number: ready, != 0, >= 10. Default: anything, also no row.')
  @minLength(1)
  expect: string?
}

func sqlServerSettings(check sqlServerCheck) setting[] =>
  flatten([
    required(check.name, 'ConnectionString', check.?connectionString, check.?secrets)
    one(check.name, 'Query', check.?query)
    one(check.name, 'Expect', check.?expect)
  ])

@description('Asks Azure Storage for a table.')
@sealed()
type tableCheck = {
  @description('The kind of check.')
  type: 'Table'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (ConnectionString) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('The URI of the account\'s tables, which a managed identity of the app asks. One of both is required. An https URI, such as https://shop.table.core.windows.net. Default: ConnectionString.')
  @minLength(1)
  uri: string?

  @description('The client ID of the managed identity. A GUID. Only beside Uri. Default: what AZURE_CLIENT_ID names in the environment, else the identity that the system assigns.')
  @minLength(1)
  clientId: string?

  @description('The connection string of the storage account, with its key or a shared access signature. One of both is required. UseDevelopmentStorage=true is the emulator on this machine. Default: Uri. Without a password or key: with one, it is a secret.')
  @minLength(1)
  connectionString: string?

  @description('The name of the table, such as orders. It must exist. Required.')
  @minLength(1)
  table: string
}

func tableSettings(check tableCheck) setting[] =>
  flatten([
    one(check.name, 'Uri', check.?uri)
    one(check.name, 'ClientId', check.?clientId)
    open(check.name, 'ConnectionString', check.?connectionString)
    one(check.name, 'Table', check.table)
  ])
