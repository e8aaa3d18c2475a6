/// Versions of Kubernetes' own kinds that it no longer serves.
package enum CoreAPI {
  package struct Removed: Sendable {
    package let apiVersion: String
    package let kind: String
    /// The first minor of Kubernetes 1 without it.
    package let minor: Int
    /// The version to use; nil where the kind itself is gone.
    package let replacement: String?
  }

  package static func removed(_ apiVersion: String, _ kind: String) -> Removed? {
    all["\(apiVersion) \(kind)"]
  }

  /// The oldest minor of Kubernetes 1 that a release of Flux may run on, rather one too low than one too high; nil
  /// before Flux 2.
  package static func oldestMinor(for flux: FluxVersion) -> Int? {
    guard flux >= .oldest else { return nil }
    switch flux.minor {
    case ..<3: return 22
    case ..<7: return 25
    default: return 29
    }
  }

  private static let all: [String: Removed] = {
    var all: [String: Removed] = [:]
    for row in rows.utf8.split(separator: UInt8(ascii: "\n")) {
      let parts = row.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
      guard parts.count >= 4, let minor = Int(parts[1]) else { continue }
      for kind in parts[3...] {
        all["\(parts[0]) \(kind)"] = Removed(
          apiVersion: parts[0], kind: kind, minor: minor, replacement: parts[2] == "-" ? nil : parts[2])
      }
    }
    return all
  }()

  /// apiVersion, first minor without it, replacement (`-`: none), kinds. Kubernetes' deprecation guide; from 1.26 on
  /// counted by tools/api-tables.py.
  private static let rows = """
    extensions/v1beta1 16 apps/v1 DaemonSet Deployment ReplicaSet
    extensions/v1beta1 16 networking.k8s.io/v1 NetworkPolicy
    extensions/v1beta1 16 - PodSecurityPolicy
    extensions/v1beta1 22 networking.k8s.io/v1 Ingress
    apps/v1beta1 16 apps/v1 Deployment StatefulSet
    apps/v1beta2 16 apps/v1 DaemonSet Deployment ReplicaSet StatefulSet
    networking.k8s.io/v1beta1 22 networking.k8s.io/v1 Ingress IngressClass
    rbac.authorization.k8s.io/v1alpha1 22 rbac.authorization.k8s.io/v1 ClusterRole ClusterRoleBinding Role RoleBinding
    rbac.authorization.k8s.io/v1beta1 22 rbac.authorization.k8s.io/v1 ClusterRole ClusterRoleBinding Role RoleBinding
    apiextensions.k8s.io/v1beta1 22 apiextensions.k8s.io/v1 CustomResourceDefinition
    admissionregistration.k8s.io/v1beta1 22 admissionregistration.k8s.io/v1 MutatingWebhookConfiguration ValidatingWebhookConfiguration
    apiregistration.k8s.io/v1beta1 22 apiregistration.k8s.io/v1 APIService
    scheduling.k8s.io/v1beta1 22 scheduling.k8s.io/v1 PriorityClass
    storage.k8s.io/v1beta1 22 storage.k8s.io/v1 CSIDriver CSINode StorageClass VolumeAttachment
    storage.k8s.io/v1beta1 27 storage.k8s.io/v1 CSIStorageCapacity
    coordination.k8s.io/v1beta1 22 coordination.k8s.io/v1 Lease
    certificates.k8s.io/v1beta1 22 certificates.k8s.io/v1 CertificateSigningRequest
    batch/v2alpha1 21 batch/v1 CronJob
    batch/v1beta1 25 batch/v1 CronJob
    discovery.k8s.io/v1beta1 25 discovery.k8s.io/v1 EndpointSlice
    events.k8s.io/v1beta1 25 events.k8s.io/v1 Event
    policy/v1beta1 25 policy/v1 PodDisruptionBudget
    policy/v1beta1 25 - PodSecurityPolicy
    node.k8s.io/v1beta1 25 node.k8s.io/v1 RuntimeClass
    autoscaling/v2beta1 25 autoscaling/v2 HorizontalPodAutoscaler
    autoscaling/v2beta2 26 autoscaling/v2 HorizontalPodAutoscaler
    flowcontrol.apiserver.k8s.io/v1beta1 26 flowcontrol.apiserver.k8s.io/v1 FlowSchema PriorityLevelConfiguration
    flowcontrol.apiserver.k8s.io/v1beta2 29 flowcontrol.apiserver.k8s.io/v1 FlowSchema PriorityLevelConfiguration
    flowcontrol.apiserver.k8s.io/v1beta3 32 flowcontrol.apiserver.k8s.io/v1 FlowSchema PriorityLevelConfiguration
    admissionregistration.k8s.io/v1alpha1 32 admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding
    admissionregistration.k8s.io/v1beta1 34 admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding
    networking.k8s.io/v1alpha1 31 networking.k8s.io/v1 IPAddress ServiceCIDR
    networking.k8s.io/v1beta1 37 networking.k8s.io/v1 IPAddress ServiceCIDR
    storage.k8s.io/v1alpha1 35 storage.k8s.io/v1 VolumeAttributesClass
    storage.k8s.io/v1beta1 37 storage.k8s.io/v1 VolumeAttributesClass
    """
}
