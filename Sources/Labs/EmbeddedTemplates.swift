// Generated from the folder Templates by `make generate`; do not edit.

/// The files of the labs that are part of the program, by path.
enum EmbeddedTemplates {
  // swift-format-ignore
  static let files: [String: String] = [
    "private-oci/helm-release.yaml": #"""
      ---
      apiVersion: <% helm-release-api %>
      kind: HelmRelease
      metadata:
        name: <% release %>
        namespace: <% namespace %>
      spec:
        interval: <% interval %>
      #% if source == "helm-repository"
        chart:
          spec:
            chart: <% chart %>
            version: '<% chart-version %>'
            sourceRef:
              kind: HelmRepository
              name: <% repository-name %>
              namespace: <% namespace %>
      #% else
        chartRef:
          kind: OCIRepository
          name: <% repository-name %>
          namespace: <% namespace %>
      #% end

      """#,
    "private-oci/helm-repository.yaml": #"""
      ---
      apiVersion: <% helm-repository-api %>
      kind: HelmRepository
      metadata:
        name: <% repository-name %>
        namespace: <% namespace %>
      spec:
        type: oci
        interval: <% interval %>
        # Without the chart's name: Flux adds it.
        url: oci://<% registry %>
      #% if insecure
        insecure: <% insecure %>
      #% end
      #% if provider != "generic"
        provider: <% provider %>
      #% end
      #% if secret != "none"
        secretRef:
          name: <% secret-name %>
      #% end

      """#,
    "private-oci/kustomization.yaml": #"""
      ---
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
      #% if secret == "plain"
        - <% secret-file %>
      #% end
        - <% repository-file %>
        - <% release-file %>

      """#,
    "private-oci/lab.yaml": #"""
      format: 1
      lab: private-oci
      version: 1.0.0
      summary: a Helm chart from a private OCI registry
      folder: helm-repos-oci-private
      example: >-
        private-oci --registry oci://registry.gitlab.com/johnsmith/projectname --chart apache --chart-version 0.1.0
        --username gitlab+deploy-token-7 --password-env GITLAB_TOKEN

      params:
        registry:
          type: oci-repository
          required: true
          help: where the charts lie, without the chart's name
          example: oci://registry.gitlab.com/johnsmith/projectname
        chart:
          type: oci-name
          required: true
          from: chart-dir.name
          help: the chart's name
          example: apache
        chart-version:
          type: semver-range
          required: true
          from: chart-dir.version
          help: the chart's version, or a range of versions
          example: 0.1.0
        chart-dir:
          type: chart-dir
          help: take the chart's name and version from the Chart.yaml in DIR
          example: charts/apache
        secret:
          type: enum
          values: [plain, existing, none]
          default: {if: provider == "generic", then: plain, else: none}
          help: "the credential: written as it is, only referred to, or none"
        username:
          type: username
          required: true
          when: secret == "plain"
          from: docker-config.username
          help: the registry's user
          example: gitlab+deploy-token-7
        password:
          type: secret
          required: true
          when: secret == "plain"
          from: docker-config.password
          help: the registry's password or token
        docker-config:
          type: docker-config
          for: registry
          when: secret == "plain"
          excludes: [username, password]
          help: take the credential of the registry's host, and nothing else, from helm's or docker's configuration
          example: ~/.config/helm/registry/config.json
        source:
          type: enum
          values: [helm-repository, oci-repository]
          default: helm-repository
          help: the kind of source
        provider:
          type: enum
          values: [generic, aws, azure, gcp]
          default: <% host-provider %>
          help: who signs in to the registry; a cloud's own identity needs no Secret (default by host)
        namespace:
          type: dns-label
          default: default
          help: the namespace of every object
        interval:
          type: duration
          default: 5m
          help: how often Flux looks for changes
        prefix:
          type: dns-label
          max: 40
          default: <% host-prefix %>
          help: starts the names of files and objects (default by host)
        release:
          type: dns-label
          max: 53
          default: helmrelease-<% chart | dns-label %>
          help: the HelmRelease's name
        repository-name:
          type: dns-subdomain
          default: <% prefix %>-oci-repo
          help: the source's name
        secret-name:
          type: dns-subdomain
          when: secret != "none"
          default: <% prefix %>-credentials
          help: the Secret's name
        flux-version:
          type: flux-version
          from: tree.flux-version
          default: 2.9
          help: the Flux that will read this; chooses the API versions (default the tree's own)
        insecure:
          type: bool
          default: false
          help: talk plain HTTP to the registry

      derived:
        host: <% registry | host %>
        host-prefix: {call: registry-prefix, args: [host]}
        host-provider: {call: registry-provider, args: [host]}
        helm-repository-api: {call: api-version, args: ['"HelmRepository"', flux-version]}
        oci-repository-api: {call: api-version, args: ['"OCIRepository"', flux-version]}
        helm-release-api: {call: api-version, args: ['"HelmRelease"', flux-version]}
        has-flux-2-3: {call: is-flux-at-least, args: [flux-version, '"2.3"']}
        is-exact-version: {call: is-exact-version, args: [chart-version]}
        chart-tag: {call: oci-tag, args: [chart-version]}
        docker-config-json: {call: dockerconfigjson, args: [host, username, password]}
        has-token-shape: {call: has-token-shape, args: [password]}
        secret-file: <% prefix %>-oci-secret.yaml
        repository-file: <% prefix %>-oci-repository.yaml
        release-file: <% chart %>-helm-release.yaml

      checks:
        - if: provider != "generic" and secret != "none"
          error: "'--secret <% secret %>' has no use with '--provider <% provider %>', which signs in by itself"
        - if: provider != "generic" and provider != host-provider
          error: "'--provider <% provider %>' does not sign in to '<% host %>'"
        - if: source == "oci-repository" and not has-flux-2-3
          error: "'--source oci-repository' needs Flux 2.3 or later: a HelmRelease of Flux <% flux-version %> takes no chartRef"
        - if: insecure and source == "helm-repository" and not has-flux-2-3
          error: "'--insecure' needs Flux 2.3 or later: a HelmRepository of Flux <% flux-version %> has no such field"
        - if: registry | basename == chart
          warn: "'--registry' ends in the chart's name, and Flux adds it again: it will pull '<% registry %>/<% chart %>'"

      accepts:
        - {when: insecure, rules: [oci-insecure, safe-insecure]}

      files:
        - {from: secret.yaml, to: <% secret-file %>, when: secret == "plain", mode: secret}
        - {from: helm-repository.yaml, to: <% repository-file %>, when: source == "helm-repository"}
        - {from: oci-repository.yaml, to: <% repository-file %>, when: source == "oci-repository"}
        - {from: helm-release.yaml, to: <% release-file %>}
        - {from: kustomization.yaml, to: kustomization.yaml}

      next:
        - "push the chart: helm push CHART.tgz oci://<% registry %>"
        - when: secret == "existing"
          say: "make the Secret '<% secret-name %>' in namespace '<% namespace %>', of type kubernetes.io/dockerconfigjson"
        - "commit the folder on a branch, and have it merged"
        - "then: flux reconcile kustomization flux-system --with-source"
        - "and look: kubectl get helmrelease <% release %> -n <% namespace %>"

      """#,
    "private-oci/oci-repository.yaml": #"""
      ---
      apiVersion: <% oci-repository-api %>
      kind: OCIRepository
      metadata:
        name: <% repository-name %>
        namespace: <% namespace %>
      spec:
        interval: <% interval %>
        # With the chart's name: Flux takes the URL as it is.
        url: oci://<% registry %>/<% chart %>
        ref:
      #% if is-exact-version
          tag: '<% chart-tag %>'
      #% else
          semver: '<% chart-version %>'
      #% end
        layerSelector:
          mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip
          operation: copy
      #% if insecure
        insecure: <% insecure %>
      #% end
      #% if provider != "generic"
        provider: <% provider %>
      #% end
      #% if secret != "none"
        secretRef:
          name: <% secret-name %>
      #% end

      """#,
    "private-oci/secret.yaml": #"""
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: <% secret-name %>
        namespace: <% namespace %>
      type: kubernetes.io/dockerconfigjson
      data:
      #% if has-token-shape
        # lint:ignore safe-plain-secret,safe-token-pattern -- asked for with '--secret plain'; let the token only read the registry
      #% else
        # lint:ignore safe-plain-secret -- asked for with '--secret plain'; let the user only read the registry
      #% end
        .dockerconfigjson: <% docker-config-json | base64 %>

      """#,
  ]
}
