import Labs

/// Answers that a lab takes, for tests that go over all labs.
package enum LabSamples {
  /// Longer than 20 bytes, in a form that nothing else has.
  package static let password = "glpat-CANARYcanary0123456789"
  package static let ageRecipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

  /// The answers that a lab needs and no more; the password comes beside them where there is a user name.
  package static let base: [String: [String: String]] = [
    "private-oci": [
      "registry": "oci://registry.gitlab.com/johnsmith/projectname", "chart": "apache",
      "chart-version": "0.1.0", "username": "johnsmith",
    ],
    "oci-chart": ["url": "oci://ghcr.io/stefanprodan/charts/podinfo", "tag": "6.7.1"],
    "helm-repo": [
      "url": "https://stefanprodan.github.io/podinfo", "chart": "podinfo", "chart-version": "6.7.1",
    ],
    "git-chart": ["chart-path": "charts/apache", "url": "https://github.com/johnsmith/charts"],
    "oci-app": ["url": "oci://ghcr.io/stefanprodan/manifests/podinfo", "tag": "6.7.1"],
    "git-app": ["url": "https://github.com/stefanprodan/podinfo"],
    "image-automation": ["image": "ghcr.io/stefanprodan/podinfo", "range": ">=6.0.0 <7.0.0"],
    "multi-env": ["app": "web", "image": "ghcr.io/stefanprodan/podinfo:6.7.1", "envs": "dev"],
    "cloud-auth": [
      "cloud": "aws", "role-arn": "arn:aws:iam::123456789012:role/flux-ecr", "tag": "0.1.0",
      "url": "oci://123456789012.dkr.ecr.eu-west-1.amazonaws.com/charts/apache",
    ],
    "gitlab-ci": [:],
  ]

  /// What else has to be answered, or left open (nil), for a parameter to be of use, or for one of its values.
  private static let companions: [String: [String: String?]] = [
    "username": ["secret": "plain"],
    "age": ["secret": "sops", "username": "johnsmith"],
    "store": ["secret": "external", "key": "registry/flux", "username": nil],
    "key": ["secret": "external", "store": "vault", "username": nil],
    "store-kind": ["secret": "external", "store": "vault", "key": "registry/flux", "username": nil],
    "secret-name": ["secret": "existing", "username": nil],
    "image-pull-secret": ["secret": "plain", "username": "johnsmith", "target-namespace": "web"],
    "docker-config": ["secret": "plain", "username": nil],
    "secret=plain": ["username": "johnsmith"],
    "secret=sops": ["username": "johnsmith", "age": ageRecipient],
    "secret=external": ["store": "vault", "key": "registry/flux", "username": nil],
    "secret=existing": ["username": nil],
    "secret=none": ["username": nil],
    "verify=cosign": ["verify-secret": "cosign-keys"],
    "verify-secret": ["verify": "cosign"],
    "verify-issuer": ["verify": "cosign", "verify-subject": "^https://github\\.com/me/.*$"],
    "verify-subject": ["verify": "cosign", "verify-issuer": "^https://token\\.example\\.com$"],
    "provider=aws": cloud("123456789012.dkr.ecr.eu-west-1.amazonaws.com"),
    "provider=azure": cloud("me.azurecr.io"),
    "provider=gcp": cloud("europe-docker.pkg.dev"),
    "client-id": ["cloud": "azure", "role-arn": nil, "url": "oci://me.azurecr.io/charts/apache"],
    "service-account": ["cloud": "gcp", "role-arn": nil, "url": "oci://europe-docker.pkg.dev/me/r/apache"],
    "cloud=azure": [
      "role-arn": nil, "url": "oci://me.azurecr.io/charts/apache",
      "client-id": "6f3a2b1c-0d9e-4f8a-b7c6-5d4e3f2a1b0c",
    ],
    "cloud=gcp": [
      "role-arn": nil, "url": "oci://europe-docker.pkg.dev/me/r/apache",
      "service-account": "flux@me.iam.gserviceaccount.com",
    ],
    "policy=alphabetical": ["range": nil],
    "policy=numerical": ["range": nil],
    "order": ["policy": "numerical", "range": nil],
    "extract": ["filter-tags": "^main-(?P<time>[0-9]+)$"],
    "create-namespace": ["namespace": "web"],
    "semver": ["tag": nil],
    "digest": ["tag": nil],
    "chart-dir": ["chart": nil, "chart-version": nil],
    "cluster-repository": ["url": nil],
    "cluster-repository-namespace": ["url": nil],
  ]

  private static func cloud(_ host: String) -> [String: String?] {
    [
      "registry": "oci://\(host)/me", "url": "oci://\(host)/me/apache", "image": "\(host)/me/apache",
      "username": nil,
    ]
  }

  /// The answers with one parameter set, and what that needs.
  package static func answers(of lab: Lab, setting name: String, to value: String) -> [String: String] {
    var answers = base[lab.name] ?? [:]
    for key in [name, "\(name)=\(value)"] {
      for (other, text) in companions[key] ?? [:] where lab.parameter(other) != nil {
        // A cloud's registry is where a lab looks for it; a lab without a source has no use for its URL.
        if key.hasPrefix("provider="), text != nil, base[lab.name]?[other] == nil { continue }
        answers[other] = text
      }
    }
    answers[name] = value
    return answers
  }

  /// A sample for the lab as it is, for each value of each enumeration, and for what else changes the files' shape.
  package static func all(of lab: Lab) -> [(name: String, answers: [String: String])] {
    var samples = [(name: "as it is", answers: base[lab.name] ?? [:])]
    for parameter in lab.parameters {
      for value in values(of: parameter) {
        samples.append(
          ("\(parameter.name)=\(value)", answers(of: lab, setting: parameter.name, to: value)))
      }
    }
    for pair in pairs[lab.name] ?? [] {
      var answers = answers(of: lab, setting: pair.first.name, to: pair.first.value)
      for (name, value) in self.answers(of: lab, setting: pair.second.name, to: pair.second.value) {
        answers[name] = value
      }
      if !["plain", "sops"].contains(answers["secret"] ?? "plain") { answers["username"] = nil }
      samples.append(("\(pair.first.value) with \(pair.second.name)=\(pair.second.value)", answers))
    }
    return samples
  }

  private static func values(of parameter: Parameter) -> [String] {
    switch parameter.type {
    case .choice(let values): values
    case .bool: ["true"]
    default: shapes[parameter.name].map { [$0] } ?? []
    }
  }

  /// Parameters that are no enumerations and yet add to the files or take from them.
  private static let shapes = [
    "target-namespace": "web", "semver": "6.x", "digest": "sha256:" + String(repeating: "0a", count: 32),
    "git-tag": "v1.2.3", "commit": String(repeating: "0a", count: 20), "verify-issuer": "^https://issuer$",
    "verify-secret": "cosign-keys", "depends-on": "infrastructure", "filter-tags": "^main-.*$",
    "extract": "$time", "push-branch": "image-updates", "cluster-repository": "flux-system",
  ]

  private typealias Setting = (name: String, value: String)

  private static let pairs: [String: [(first: Setting, second: Setting)]] = [
    "private-oci": ["plain", "sops", "external", "existing", "none"].flatMap { secret in
      let first = (name: "secret", value: secret)
      let source = (first, (name: "source", value: "oci-repository"))
      guard secret != "none" else { return [source] }
      return [source, (first, (name: "target-namespace", value: "web"))]
    }
      + [
        ((name: "create-namespace", value: "true"), (name: "target-namespace", value: "apps")),
        ((name: "insecure", value: "true"), (name: "source", value: "oci-repository")),
      ]
  ]
}
