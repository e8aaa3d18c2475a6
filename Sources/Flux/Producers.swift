import Manifests

/// Objects that make another object in the cluster, so that its name exists although no manifest has it.
enum Producers {
  struct Product: Hashable {
    let kind: String
    let name: String
  }

  /// What an object makes, in its own namespace.
  static func products(of manifest: Manifest) -> [Product] {
    let spec = manifest.root["spec"]
    let name = manifest.id.name
    switch manifest.id.kind {
    case "ExternalSecret":
      return [Product(kind: "Secret", name: spec?["target"]?["name"]?.text ?? name)]
    case "SealedSecret":
      return [Product(kind: "Secret", name: spec?["template"]?["metadata"]?["name"]?.text ?? name)]
    case "Certificate":
      return named("Secret", spec?["secretName"])
    case "VaultStaticSecret", "VaultDynamicSecret", "VaultPKISecret":
      return named("Secret", spec?["destination"]?["name"])
    case "InfisicalSecret":
      return named("Secret", spec?["managedSecretReference"]?["secretName"])
    case "OnePasswordItem", "BitwardenSecret", "AzureKeyVaultSecret", "KeycloakClient":
      return [Product(kind: "Secret", name: name)] + named("Secret", spec?["secretName"])
    case "ObjectBucketClaim", "ObjectBucketUser", "CephObjectStoreUser":
      return [Product(kind: "Secret", name: name), Product(kind: "ConfigMap", name: name)]
    case "Bundle" where manifest.id.group == "trust.cert-manager.io":
      return [Product(kind: "ConfigMap", name: name), Product(kind: "Secret", name: name)]
    case "Cluster" where manifest.id.group == "postgresql.cnpg.io":
      return ["app", "superuser", "ca", "server", "replication"].map {
        Product(kind: "Secret", name: "\(name)-\($0)")
      }
    case "ReplicationDestination", "ReplicationSource":
      return [Product(kind: "PersistentVolumeClaim", name: name)]
    case "ArtifactGenerator":
      return (spec?["artifacts"]?.elements ?? []).flatMap { named("ExternalArtifact", $0["name"]) }
    case "HelmRelease":
      return []
    default:
      return []
    }
  }

  private static func named(_ kind: String, _ name: Value?) -> [Product] {
    name?.text.map { [Product(kind: kind, name: $0)] } ?? []
  }
}
