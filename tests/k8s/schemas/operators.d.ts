// What this project uses of resources whose schemas no package has: RabbitMQ's cluster and topology operators and
// CloudNativePG's barman-cloud plugin. Written from their API references, field by field; nothing else is allowed.
interface Named { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> }
interface Reference { name: string }
type Quantity = string | number;

export interface RabbitmqCluster {
  metadata: Named;
  spec: {
    replicas: number;
    image?: string;
    persistence?: { storage?: Quantity; storageClassName?: string };
    resources?: { requests?: Record<string, Quantity>; limits?: Record<string, Quantity> };
    terminationGracePeriodSeconds?: number;
    tls?: { secretName?: string; caSecretName?: string; disableNonTLSListeners?: boolean };
    rabbitmq?: { additionalConfig?: string; additionalPlugins?: string[]; advancedConfig?: string; envConfig?: string };
    affinity?: {
      podAntiAffinity?: {
        requiredDuringSchedulingIgnoredDuringExecution?: {
          topologyKey: string;
          labelSelector: { matchLabels: Record<string, string> };
        }[];
      };
    };
  };
}

interface AtCluster { rabbitmqClusterReference: { name: string; namespace?: string } }

export interface Vhost {
  metadata: Named;
  spec: AtCluster & { name: string; tracing?: boolean; tags?: string[]; defaultQueueType?: "quorum" | "classic" | "stream" };
}

export interface User {
  metadata: Named;
  spec: AtCluster & {
    tags?: ("management" | "policymaker" | "monitoring" | "administrator")[];
    importCredentialsSecret?: Reference;
  };
}

export interface Permission {
  metadata: Named;
  spec: AtCluster & {
    vhost: string;
    user?: string;
    userReference?: Reference;
    permissions: { configure?: string; write?: string; read?: string };
  };
}

export interface TopicPermission {
  metadata: Named;
  spec: AtCluster & {
    vhost: string;
    user?: string;
    userReference?: Reference;
    permissions: { exchange: string; write?: string; read?: string };
  };
}

interface Key { name: string; key: string }

export interface ObjectStore {
  metadata: Named;
  spec: {
    retentionPolicy?: string;
    configuration: {
      destinationPath: string;
      endpointURL?: string;
      s3Credentials?: { accessKeyId?: Key; secretAccessKey?: Key; region?: Key; sessionToken?: Key };
      wal?: { compression?: "bzip2" | "gzip" | "lz4" | "snappy" | "xz" | "zstd"; maxParallel?: number; encryption?: "AES256" | "aws:kms" };
      data?: { compression?: "bzip2" | "gzip" | "snappy"; jobs?: number; encryption?: "AES256" | "aws:kms" };
    };
  };
}
