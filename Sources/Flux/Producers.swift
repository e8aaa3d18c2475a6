import Manifests

/// Objects that make another object in the cluster, so that its name exists although no manifest has it.
enum Producers {
  struct Product: Hashable {
    let kind: String
    let name: String
    /// Whether it is made in other namespaces than that of the object that makes it.
    var isEverywhere = false
  }

  /// Where a product is made.
  enum Place: Sendable {
    case namespace(String?)
    case everywhere

    func reaches(_ other: String?) -> Bool {
      switch self {
      case .everywhere: true
      case .namespace(let own): sameNamespace(own, other)
      }
    }
  }

  /// What an object makes, in its own namespace unless it says otherwise.
  static func products(of manifest: Manifest) -> [Product] {
    let spec = manifest.root["spec"]
    let name = manifest.id.name
    switch manifest.id.kind {
    case "Secret", "ConfigMap":
      return isCopied(manifest) ? [Product(kind: manifest.id.kind, name: name, isEverywhere: true)] : []
    case "ExternalSecret":
      return [Product(kind: "Secret", name: spec?["target"]?["name"]?.text ?? name)]
    case "ClusterExternalSecret":
      let own = spec?["externalSecretName"]?.text ?? name
      let made = spec?["externalSecretSpec"]?["target"]?["name"]?.text ?? own
      return [Product(kind: "Secret", name: made, isEverywhere: true)]
    case "SealedSecret":
      return [Product(kind: "Secret", name: spec?["template"]?["metadata"]?["name"]?.text ?? name)]
    case "SopsSecret":
      return (spec?["secretTemplates"]?.elements ?? []).flatMap { named("Secret", $0["name"]) }
    case "Certificate":
      return named("Secret", spec?["secretName"])
    case "Ingress", "Gateway":
      return hasIssuer(manifest) ? tlsSecrets(spec) : []
    case "VaultStaticSecret", "VaultDynamicSecret", "VaultPKISecret":
      return named("Secret", spec?["destination"]?["name"])
    case "InfisicalSecret":
      return named("Secret", spec?["managedSecretReference"]?["secretName"])
    case "Terraform":
      return named("Secret", spec?["writeOutputsToSecret"]?["name"])
    case "OnePasswordItem", "BitwardenSecret", "AzureKeyVaultSecret", "KeycloakClient":
      return [Product(kind: "Secret", name: name)] + named("Secret", spec?["secretName"])
    case "ObjectBucketClaim", "ObjectBucketUser", "CephObjectStoreUser":
      return [Product(kind: "Secret", name: name), Product(kind: "ConfigMap", name: name)]
    default:
      return grouped(manifest, spec)
    }
  }

  /// Those whose kind several API groups have.
  private static func grouped(_ manifest: Manifest, _ spec: Value?) -> [Product] {
    let name = manifest.id.name
    switch (manifest.id.kind, manifest.id.group) {
    case ("Bundle", "trust.cert-manager.io"):
      return [
        Product(kind: "ConfigMap", name: name, isEverywhere: true),
        Product(kind: "Secret", name: name, isEverywhere: true),
      ]
    case ("Cluster", "postgresql.cnpg.io"):
      return ["app", "superuser", "ca", "server", "replication"].map {
        Product(kind: "Secret", name: "\(name)-\($0)")
      } + ["rw", "ro", "r"].map { Product(kind: "Service", name: "\(name)-\($0)") }
    case ("ReplicationDestination", "volsync.backube"), ("ReplicationSource", "volsync.backube"):
      return [Product(kind: "PersistentVolumeClaim", name: name)]
    case ("StatefulSet", "apps"):
      return (spec?["volumeClaimTemplates"]?.elements ?? []).compactMap { claim in
        claim["metadata"]?["name"]?.text.map {
          Product(kind: "PersistentVolumeClaim", name: "\($0)-\(name)-0")
        }
      }
    case ("FluxInstance", _):
      return FluxInstance.syncName(of: manifest).map {
        [
          Product(kind: FluxInstance.syncKind(of: manifest), name: $0),
          Product(kind: "Kustomization", name: $0),
        ]
      } ?? []
    case ("ArtifactGenerator", _):
      return (spec?["artifacts"]?.elements ?? []).flatMap { named("ExternalArtifact", $0["name"]) }
    default:
      return []
    }
  }

  /// Whether a controller copies the object into other namespaces: reflector, replicator, kubed.
  private static func isCopied(_ manifest: Manifest) -> Bool {
    guard let annotations = manifest.root["metadata"]?["annotations"] else { return false }
    return annotations.entries.contains { entry in
      [
        "reflector.v1.k8s.emberstack.com/reflection-", "replicator.v1.mittwald.de/replicat",
        "kubed.appscode.com/sync", "cluster.x-k8s.io/propagate",
      ].contains { entry.key.hasPrefix($0) }
    }
  }

  private static func hasIssuer(_ manifest: Manifest) -> Bool {
    let annotations = manifest.root["metadata"]?["annotations"]
    return annotations?["cert-manager.io/cluster-issuer"] != nil
      || annotations?["cert-manager.io/issuer"] != nil
      || annotations?["kubernetes.io/tls-acme"] != nil
  }

  private static func tlsSecrets(_ spec: Value?) -> [Product] {
    (spec?["tls"]?.elements ?? []).flatMap { named("Secret", $0["secretName"]) }
      + (spec?["listeners"]?.elements ?? []).flatMap { listener in
        (listener["tls"]?["certificateRefs"]?.elements ?? []).flatMap { named("Secret", $0["name"]) }
      }
  }

  private static func named(_ kind: String, _ name: Value?) -> [Product] {
    name?.text.map { [Product(kind: kind, name: $0)] } ?? []
  }
}
