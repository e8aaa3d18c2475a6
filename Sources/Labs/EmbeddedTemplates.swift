// Generated from the folder Templates by `make generate`; do not edit.

/// The files of the labs that are part of the program, by path.
enum EmbeddedTemplates {
  // swift-format-ignore
  static let files: [String: String] = [
    "cloud-auth/helm-release.yaml": #"""
      #% include shared/release/head.yaml
        #% include shared/release/chart-ref.yaml
        #% include shared/release/values.yaml

      """#,
    "cloud-auth/identity-patch.yaml": #"""
      # Applied by the kustomization of Flux itself, to what 'flux bootstrap' wrote.
      #% for controller in controllers
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: <% controller %>
        namespace: flux-system
        annotations:
      #% if cloud == "aws"
          eks.amazonaws.com/role-arn: <% role-arn %>
      #% elif cloud == "azure"
          azure.workload.identity/client-id: <% client-id %>
      #% else
          iam.gke.io/gcp-service-account: <% service-account %>
      #% end
      #% if cloud == "azure"
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: <% controller %>
        namespace: flux-system
      spec:
        template:
          metadata:
            labels:
              azure.workload.identity/use: "true"
      #% end
      #% end

      """#,
    "cloud-auth/lab.yaml": #"""
      format: 1
      lab: cloud-auth
      version: 1.0.0
      summary: a chart from a cloud's own registry, read with the identity of Flux's pods
      folder: cloud-auth-<% release %>
      use: [namespace, oci-source, release, flux]
      example: >-
        cloud-auth --cloud aws --role-arn arn:aws:iam::123456789012:role/flux-ecr
        --url oci://123456789012.dkr.ecr.eu-west-1.amazonaws.com/charts/apache --tag 0.1.0

      params:
        cloud:
          type: enum
          values: [aws, azure, gcp]
          required: true
          help: whose registry it is
          example: aws
        role-arn:
          type: string
          required: true
          when: cloud == "aws"
          help: the IAM role that the controllers take on
          example: arn:aws:iam::123456789012:role/flux-ecr
        client-id:
          type: uuid
          required: true
          when: cloud == "azure"
          help: the client ID of the managed identity
          example: 6f3a2b1c-0d9e-4f8a-b7c6-5d4e3f2a1b0c
        service-account:
          type: email
          required: true
          when: cloud == "gcp"
          help: the Google service account that the controllers act as
          example: flux@my-project.iam.gserviceaccount.com
        controllers:
          type: list<dns-label>
          default: [source-controller]
          help: the controllers that get the identity
          example: source-controller,image-reflector-controller
        flux-cluster:
          type: dns-label
          from: tree.cluster
          required: true
          help: the cluster whose Flux gets the identity (default that of the folder)
          example: dev

      derived:
        chart: <% url | basename %>
        object-name: <% release %>
        provider: <% cloud %>
        secret: none
        secret-name: none
        insecure: {if: false}
        host-provider: {call: registry-provider, args: [host]}

      checks:
        - if: host-provider != cloud
          error: "'<% host %>' is no registry of '<% cloud %>'"
        - if: not has-flux-2-3
          error: "'cloud-auth' needs Flux 2.3 or later: a HelmRelease of Flux <% flux-version %> takes no chartRef"

      files:
        - from: identity-patch.yaml
          to: /clusters/<% flux-cluster %>/flux-system/cloud-auth-<% release %>-patch.yaml
          patches: /clusters/<% flux-cluster %>/flux-system
        - {from: oci-repository.yaml, to: oci-repository.yaml}
        - {from: helm-release.yaml, to: helm-release.yaml}
        - {from: shared/kustomization.yaml, to: kustomization.yaml}

      next:
        - when: cloud == "aws"
          say: "let the role trust the cluster's OIDC provider for system:serviceaccount:flux-system:source-controller, and read ECR"
        - when: cloud == "azure"
          say: "federate the identity with system:serviceaccount:flux-system:source-controller, and give it the role AcrPull"
        - when: cloud == "gcp"
          say: "let flux-system/source-controller be a workloadIdentityUser of '<% service-account %>', which needs artifactregistry.reader"

      """#,
    "cloud-auth/oci-repository.yaml": #"""
      #% include shared/oci-source/oci-repository.yaml
        #% include shared/oci-source/chart-layer.yaml
        #% include shared/oci-source/verify.yaml

      """#,
    "git-app/lab.yaml": #"""
      format: 1
      lab: git-app
      version: 1.0.0
      summary: manifests from a Git repository, applied by a Flux Kustomization
      folder: <% app %>
      use: [namespace, basic-credential, secret, git-source, app, flux]
      example: git-app --url https://github.com/stefanprodan/podinfo --branch master --path ./kustomize --target-namespace podinfo --create-namespace

      params:
        url:
          type: url
          schemes: [https, ssh]
          required: true
          help: the repository
          example: https://github.com/stefanprodan/podinfo
        app:
          type: dns-label
          default: <% url | basename | dns-label %>
          help: the name of the source and of the Flux Kustomization
          example: podinfo
        namespace:
          type: dns-label
          default: flux-system
          help: the namespace of the source and of the Flux Kustomization

      derived:
        object-name: <% app %>
        source-kind: GitRepository

      files:
        - {from: shared/git-source/git-repository.yaml, to: git-repository.yaml}
        - {from: shared/app/flux-kustomization.yaml, to: flux-kustomization.yaml}
        - {from: shared/kustomization.yaml, to: kustomization.yaml}

      """#,
    "git-chart/helm-release.yaml": #"""
      #% include shared/release/head.yaml
        chart:
          spec:
            chart: <% chart-path %>
      #% if every-commit
            reconcileStrategy: Revision
      #% end
            sourceRef:
              kind: GitRepository
              name: <% source-name %>
              namespace: <% source-namespace %>
        #% include shared/release/values.yaml

      """#,
    "git-chart/lab.yaml": #"""
      format: 1
      lab: git-chart
      version: 1.0.0
      summary: a Helm chart from a folder of a Git repository
      folder: <% release %>
      use: [namespace, basic-credential, secret, git-source, release, flux]
      example: git-chart --chart-path charts/apache --url https://github.com/johnsmith/charts

      params:
        chart-path:
          type: repo-path
          required: true
          help: the chart's folder in the repository
          example: charts/apache
        url:
          type: url
          schemes: [https, ssh]
          help: the repository (default the cluster's own, which Flux has already)
          example: https://github.com/johnsmith/charts
        cluster-repository:
          type: dns-subdomain
          from: tree.sync-name
          default: flux-system
          when: not has-url
          help: the name of the cluster's own GitRepository
        cluster-repository-namespace:
          type: dns-label
          from: tree.sync-namespace
          default: flux-system
          when: not has-url
          help: its namespace
        every-commit:
          type: bool
          default: false
          help: upgrade with every commit, not with every new version of the chart

      derived:
        chart: <% chart-path | basename %>
        object-name: <% release %>
        source-name: {if: has-url, then: <% repository-name %>, else: <% cluster-repository %>}
        source-namespace: {if: has-url, then: <% namespace %>, else: <% cluster-repository-namespace %>}

      files:
        - {from: shared/git-source/git-repository.yaml, to: git-repository.yaml, when: has-url}
        - {from: helm-release.yaml, to: helm-release.yaml}
        - {from: shared/kustomization.yaml, to: kustomization.yaml}

      """#,
    "gitlab-ci/gitlab-ci.yml": #"""
      # Lints the tree in merge requests and on the default branch; findings show in the merge request.
      # SCAFFOLD_IMAGE is an image with a shell, git and scaffold; see docs/ci.md of scaffold's repository.
      variables:
        SCAFFOLD_IMAGE: <% image %>

      scaffold-lint:
        stage: <% stage %>
        image: $SCAFFOLD_IMAGE
        variables:
          # --since needs the history back to the target branch.
          GIT_DEPTH: "0"
        cache:
          key: scaffold-lint
          paths: [.cache/scaffold/]
        rules:
          - if: $CI_PIPELINE_SOURCE == "merge_request_event"
          - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
        script:
          - >-
            scaffold lint ${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}
            --report gitlab=gl-code-quality-report.json
            --report junit=scaffold-junit.xml
        artifacts:
          when: always
          reports:
            codequality: gl-code-quality-report.json
            junit: scaffold-junit.xml

      """#,
    "gitlab-ci/lab.yaml": #"""
      format: 1
      lab: gitlab-ci
      version: 1.0.0
      summary: a GitLab job and hooks that lint the repository
      folder: /
      example: gitlab-ci --stage lint

      params:
        stage:
          type: dns-label
          default: test
          help: the stage of the job
        image:
          type: image-reference
          default: scaffold:latest
          help: an image with a shell, git and scaffold
        no-hooks:
          type: bool
          default: false
          help: write no hooks for git

      files:
        - {from: lintrc, to: .lintrc, on-conflict: skip, as: verbatim}
        - {from: pre-commit-config.yaml, to: .pre-commit-config.yaml, when: not no-hooks, on-conflict: skip}
        - {from: gitlab-ci.yml, to: .gitlab-ci.yml, on-conflict: skip}

      next:
        - when: not no-hooks
          say: "let git run the hooks before each commit: pre-commit install"
        - "a file that was there already stays: add the job or the hook 'scaffold-lint' to it by hand"

      """#,
    "gitlab-ci/lintrc": #"""
      # The configuration of `scaffold lint`; every key is explained in .lintrc.example of scaffold's repository.
      fail-on: warning

      # Objects that exist outside this repository, such as Secrets made by hand:
      # external:
      #   - kind: Secret
      #     namespace: flux-system
      #     name: "*-credentials"

      """#,
    "gitlab-ci/pre-commit-config.yaml": #"""
      # `pre-commit install` makes git run this before each commit. The program scaffold has to be on PATH.
      repos:
        - repo: local
          hooks:
            - id: scaffold-lint
              name: scaffold lint
              entry: scaffold lint --allow-empty
              language: system
              files: '\.ya?ml$|(^|/)Kustomization$'
              always_run: true
              require_serial: true

      """#,
    "helm-repo/helm-release.yaml": #"""
      #% include shared/release/head.yaml
        #% include shared/release/chart.yaml
        #% include shared/release/values.yaml

      """#,
    "helm-repo/helm-repository.yaml": #"""
      ---
      apiVersion: <% helm-repository-api %>
      kind: HelmRepository
      metadata:
        name: <% repository-name %>
        namespace: <% namespace %>
      spec:
        interval: <% interval %>
        url: <% url %>
      #% if secret != "none"
        secretRef:
          name: <% secret-name %>
      #% end

      """#,
    "helm-repo/lab.yaml": #"""
      format: 1
      lab: helm-repo
      version: 1.0.0
      summary: a Helm chart from a repository on the web
      folder: <% release %>
      use: [namespace, basic-credential, secret, release, flux]
      example: helm-repo --url https://stefanprodan.github.io/podinfo --chart podinfo --chart-version 6.7.1

      params:
        url:
          type: url
          schemes: [https]
          required: true
          help: where the repository's index.yaml lies
          example: https://stefanprodan.github.io/podinfo
        chart:
          type: oci-name
          required: true
          from: chart-dir.name
          help: the chart's name
          example: podinfo
        chart-version:
          type: semver-range
          required: true
          from: chart-dir.version
          help: the chart's version, or a range of versions
          example: 6.7.1
        chart-dir:
          type: chart-dir
          help: take the chart's name and version from the Chart.yaml in DIR
          example: charts/podinfo
        repository-name:
          type: dns-subdomain
          default: <% object-name %>
          help: the source's name

      derived:
        object-name: <% release %>
        secret-keys: username and password
        helm-repository-api: {call: api-version, args: ['"HelmRepository"', flux-version]}

      files:
        - {from: helm-repository.yaml, to: helm-repository.yaml}
        - {from: helm-release.yaml, to: helm-release.yaml}
        - {from: shared/kustomization.yaml, to: kustomization.yaml}

      """#,
    "image-automation/image-policy.yaml": #"""
      ---
      apiVersion: <% image-policy-api %>
      kind: ImagePolicy
      metadata:
        name: <% app %>
        namespace: <% namespace %>
      spec:
        imageRepositoryRef:
          name: <% app %>
      #% if filter-tags
        filterTags:
          pattern: <% filter-tags %>
      #% if extract
          extract: <% extract %>
      #% end
      #% end
        policy:
      #% if policy == "semver"
          semver:
            range: '<% range %>'
      #% else
          <% policy %>:
            order: <% order %>
      #% end

      """#,
    "image-automation/image-repository.yaml": #"""
      ---
      apiVersion: <% image-repository-api %>
      kind: ImageRepository
      metadata:
        name: <% app %>
        namespace: <% namespace %>
      spec:
        interval: <% interval %>
        image: <% image %>
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
    "image-automation/image-update-automation.yaml": #"""
      ---
      apiVersion: <% image-update-api %>
      kind: ImageUpdateAutomation
      metadata:
        name: <% app %>
        namespace: <% namespace %>
      spec:
        interval: <% interval %>
        sourceRef:
          kind: GitRepository
          name: <% git-repository %>
        git:
          checkout:
            ref:
              branch: <% branch %>
          commit:
            author:
              name: <% author-name %>
              email: <% author-email %>
      #% if push-branch
          push:
            branch: <% push-branch %>
      #% end
        update:
          path: <% update-path %>
          strategy: Setters

      """#,
    "image-automation/lab.yaml": #"""
      format: 1
      lab: image-automation
      version: 1.0.0
      summary: commits that move the tags of an image in this repository
      folder: image-automation-<% app %>
      use: [registry-credential, secret, flux]
      example: image-automation --image ghcr.io/stefanprodan/podinfo --range '>=6.0.0 <7.0.0'

      params:
        image:
          type: image
          required: true
          help: the image, without its tag
          example: ghcr.io/stefanprodan/podinfo
        policy:
          type: enum
          values: [semver, alphabetical, numerical]
          default: semver
          help: how tags are ordered
        range:
          type: semver-range
          required: true
          when: policy == "semver"
          help: the versions that may be taken
          example: ">=1.0.0 <2.0.0"
        order:
          type: enum
          values: [asc, desc]
          default: asc
          when: policy != "semver"
          help: "which end is the newest: asc takes the greatest"
        filter-tags:
          type: string
          help: only tags that match this regular expression
          example: ^main-[a-f0-9]+-(?P<time>[0-9]+)$
        extract:
          type: string
          when: filter-tags
          help: the part of the tag that is compared
          example: $time
        app:
          type: dns-label
          default: <% image | basename | dns-label %>
          help: the name of the objects
          example: podinfo
        namespace:
          type: dns-label
          from: tree.sync-namespace
          default: flux-system
          help: the namespace of the objects, that of the GitRepository
        git-repository:
          type: dns-subdomain
          from: tree.sync-name
          default: flux-system
          help: the GitRepository that is written to
        branch:
          type: git-ref
          from: tree.sync-branch
          default: main
          help: the branch that is read
        push-branch:
          type: git-ref
          help: the branch that is written to (default the one that is read)
          example: image-updates
        update-path:
          type: repo-path
          from: tree.sync-path
          default: ./
          help: where the markers are looked for
          example: ./clusters/dev
        author-name:
          type: string
          default: fluxcdbot
          help: who commits
        author-email:
          type: email
          default: fluxcdbot@users.noreply.github.com
          help: the address of who commits

      derived:
        host: {call: image-host, args: [image]}
        object-name: <% app %>
        image-repository-api: {call: api-version, args: ['"ImageRepository"', flux-version]}
        image-policy-api: {call: api-version, args: ['"ImagePolicy"', flux-version]}
        image-update-api: {call: api-version, args: ['"ImageUpdateAutomation"', flux-version]}

      files:
        - {from: image-repository.yaml, to: image-repository.yaml}
        - {from: image-policy.yaml, to: image-policy.yaml}
        - {from: image-update-automation.yaml, to: image-update-automation.yaml}
        - {from: shared/kustomization.yaml, to: kustomization.yaml}

      next:
        - "mark each line to be moved, in '<% update-path %>': image: <% image %>:TAG # {\"$imagepolicy\": \"<% namespace %>:<% app %>\"}"
        - "see that Flux has the image controllers: flux bootstrap … --components-extra=image-reflector-controller,image-automation-controller"
        - "see that the cluster's key may write to the repository"

      """#,
    "multi-env/base/deployment.yaml": #"""
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: <% app %>
        labels:
          app.kubernetes.io/name: <% app %>
      spec:
        selector:
          matchLabels:
            app.kubernetes.io/name: <% app %>
        template:
          metadata:
            labels:
              app.kubernetes.io/name: <% app %>
          spec:
            containers:
              - name: <% app %>
                image: <% image %>
                ports:
                  - name: http
                    containerPort: <% port %>
                resources:
                  requests:
                    cpu: 50m
                    memory: 64Mi
                securityContext:
                  allowPrivilegeEscalation: false
                  capabilities:
                    drop: [ALL]

      """#,
    "multi-env/base/kustomization.yaml": #"""
      ---
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
      #% if create-namespace
        - namespace.yaml
      #% end
        - deployment.yaml
        - service.yaml

      """#,
    "multi-env/base/namespace.yaml": #"""
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: <% namespace %>

      """#,
    "multi-env/base/service.yaml": #"""
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: <% app %>
        labels:
          app.kubernetes.io/name: <% app %>
      spec:
        selector:
          app.kubernetes.io/name: <% app %>
        ports:
          - name: http
            port: 80
            targetPort: http

      """#,
    "multi-env/flux-kustomization.yaml": #"""
      ---
      apiVersion: <% kustomization-api %>
      kind: Kustomization
      metadata:
        name: <% app %>
        namespace: <% flux-namespace %>
      spec:
        interval: <% interval %>
        retryInterval: 2m
        timeout: 5m
        path: ./<% folder %>/overlays/<% env %>
        prune: true
        wait: true
        sourceRef:
          kind: GitRepository
          name: <% git-repository %>

      """#,
    "multi-env/lab.yaml": #"""
      format: 1
      lab: multi-env
      version: 1.0.0
      summary: "an application for several clusters: a base, an overlay for each, and what applies it there"
      folder: /apps/<% app %>
      use: [flux]
      example: multi-env --app web --image ghcr.io/stefanprodan/podinfo:6.7.1 --port 9898 --envs dev,prod --create-namespace

      params:
        app:
          type: dns-label
          max: 50
          required: true
          help: the application's name
          example: web
        image:
          type: image-reference
          required: true
          help: the image, with its tag or digest
          example: ghcr.io/stefanprodan/podinfo:6.7.1
        port:
          type: int
          min: 1
          max: 65535
          default: 8080
          help: the port that the container listens on
        replicas:
          type: int
          min: 0
          max: 1000
          default: 1
          help: how many pods there are, in every environment
        envs:
          type: list<dns-label>
          required: true
          from: tree.clusters
          help: the environments, each a folder of clusters/ (default all that are there)
          example: dev,prod
        namespace:
          type: dns-label
          default: <% app %>
          help: the namespace of the application
        create-namespace:
          type: bool
          default: false
          help: write the namespace as well
        git-repository:
          type: dns-subdomain
          from: tree.sync-name
          default: flux-system
          help: the GitRepository of the clusters
        flux-namespace:
          type: dns-label
          from: tree.sync-namespace
          default: flux-system
          help: its namespace, and that of the Flux Kustomizations

      derived:
        kustomization-api: {call: api-version, args: ['"Kustomization"', flux-version]}
        has-usual-namespace: {call: is-usual-namespace, args: [namespace]}

      checks:
        - if: create-namespace and has-usual-namespace
          error: "'--create-namespace' has no use: the namespace '<% namespace %>' is in every cluster"

      files:
        - {from: base/namespace.yaml, to: base/namespace.yaml, when: create-namespace}
        - {from: base/deployment.yaml, to: base/deployment.yaml}
        - {from: base/service.yaml, to: base/service.yaml}
        - {from: base/kustomization.yaml, to: base/kustomization.yaml}
        - {from: overlay/replicas.yaml, to: overlays/<% env %>/replicas.yaml, for: env in envs}
        - {from: overlay/kustomization.yaml, to: overlays/<% env %>/kustomization.yaml, for: env in envs}
        - {from: flux-kustomization.yaml, to: /clusters/<% env %>/<% app %>.yaml, for: env in envs}

      next:
        - "change what differs between the environments in '<% app %>/overlays'"
        - "look, when Flux has it: flux get kustomization <% app %> -n <% flux-namespace %>"

      """#,
    "multi-env/overlay/kustomization.yaml": #"""
      ---
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      namespace: <% namespace %>
      resources:
        - ../../base
      patches:
        # What differs from the other environments.
        - path: replicas.yaml

      """#,
    "multi-env/overlay/replicas.yaml": #"""
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: <% app %>
      spec:
        replicas: <% replicas %>

      """#,
    "oci-app/lab.yaml": #"""
      format: 1
      lab: oci-app
      version: 1.0.0
      summary: manifests from an OCI artifact, applied by a Flux Kustomization
      folder: <% app %>
      use: [namespace, registry-credential, secret, pull-secret, oci-source, app, flux]
      example: oci-app --url oci://ghcr.io/stefanprodan/manifests/podinfo --tag 6.7.1 --target-namespace podinfo --create-namespace

      params:
        app:
          type: dns-label
          default: <% url | basename | dns-label %>
          help: the name of the source and of the Flux Kustomization
          example: podinfo
        namespace:
          type: dns-label
          default: flux-system
          help: the namespace of the source and of the Flux Kustomization

      derived:
        object-name: <% app %>
        source-kind: OCIRepository

      files:
        - {from: oci-repository.yaml, to: oci-repository.yaml}
        - {from: shared/app/flux-kustomization.yaml, to: flux-kustomization.yaml}
        - {from: shared/kustomization.yaml, to: kustomization.yaml}

      next:
        - "push the manifests: flux push artifact oci://<% url %>:TAG --path DIR --source URL --revision REVISION"

      """#,
    "oci-app/oci-repository.yaml": #"""
      #% include shared/oci-source/oci-repository.yaml
        #% include shared/oci-source/verify.yaml

      """#,
    "oci-chart/helm-release.yaml": #"""
      #% include shared/release/head.yaml
        #% include shared/release/chart-ref.yaml
        #% include shared/release/values.yaml

      """#,
    "oci-chart/lab.yaml": #"""
      format: 1
      lab: oci-chart
      version: 1.0.0
      summary: a Helm chart from an OCI registry, by an OCIRepository
      folder: <% release %>
      use: [namespace, registry-credential, secret, pull-secret, oci-source, release, flux]
      example: oci-chart --url oci://ghcr.io/stefanprodan/charts/podinfo --tag 6.7.1

      derived:
        chart: <% url | basename %>
        object-name: <% release %>

      checks:
        - if: not has-flux-2-3
          error: "'oci-chart' needs Flux 2.3 or later: a HelmRelease of Flux <% flux-version %> takes no chartRef"

      files:
        - {from: oci-repository.yaml, to: oci-repository.yaml}
        - {from: helm-release.yaml, to: helm-release.yaml}
        - {from: shared/kustomization.yaml, to: kustomization.yaml}

      """#,
    "oci-chart/oci-repository.yaml": #"""
      #% include shared/oci-source/oci-repository.yaml
        #% include shared/oci-source/chart-layer.yaml
        #% include shared/oci-source/verify.yaml

      """#,
    "private-oci/helm-release.yaml": #"""
      #% include shared/release/head.yaml
      #% if source == "helm-repository"
        #% include shared/release/chart.yaml
      #% else
        #% include shared/release/chart-ref.yaml
      #% end
        #% include shared/release/values.yaml

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
    "private-oci/lab.yaml": #"""
      format: 1
      lab: private-oci
      version: 1.1.0
      summary: a Helm chart from a private OCI registry
      folder: helm-repos-oci-private
      use: [namespace, registry-credential, secret, pull-secret, release, flux]
      example: >-
        private-oci --registry oci://registry.gitlab.com/johnsmith/projectname --chart apache --chart-version 0.1.0
        --username gitlab+deploy-token-7 --password-env GITLAB_TOKEN

      params:
        registry:
          type: oci-repository
          required: true
          suggest: git.registry
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
          values: [plain, sops, external, existing, none]
          default: {if: provider == "generic", then: plain, else: none}
          help: "the credential: written as it is, encrypted by sops, made by an ExternalSecret, only referred to, or none"
        source:
          type: enum
          values: [helm-repository, oci-repository]
          default: helm-repository
          help: the kind of source
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

      derived:
        host: <% registry | host %>
        object-name: <% prefix %>
        artifact-url: <% registry %>/<% chart %>
        is-exact-version: {call: is-exact-version, args: [chart-version]}
        chart-tag: {call: oci-tag, args: [chart-version]}
        ref-kind: {if: is-exact-version, then: tag, else: semver}
        ref: {if: is-exact-version, then: <% chart-tag %>, else: <% chart-version %>}
        helm-repository-api: {call: api-version, args: ['"HelmRepository"', flux-version]}
        oci-repository-api: {call: api-version, args: ['"OCIRepository"', flux-version]}
        secret-file: <% prefix %>-oci-secret.yaml
        pull-secret-file: <% prefix %>-pull-secret.yaml
        repository-file: <% prefix %>-oci-repository.yaml
        release-file: <% chart %>-helm-release.yaml

      checks:
        - if: source == "oci-repository" and not has-flux-2-3
          error: "'--source oci-repository' needs Flux 2.3 or later: a HelmRelease of Flux <% flux-version %> takes no chartRef"
        - if: insecure and source == "helm-repository" and not has-flux-2-3
          error: "'--insecure' needs Flux 2.3 or later: a HelmRepository of Flux <% flux-version %> has no such field"
        - if: registry | basename == chart
          warn: "'--registry' ends in the chart's name, and Flux adds it again: it will pull '<% registry %>/<% chart %>'"

      files:
        - {from: helm-repository.yaml, to: <% repository-file %>, when: source == "helm-repository"}
        - {from: oci-repository.yaml, to: <% repository-file %>, when: source == "oci-repository"}
        - {from: helm-release.yaml, to: <% release-file %>}
        - {from: shared/kustomization.yaml, to: kustomization.yaml}

      next:
        - "push the chart: helm push CHART.tgz oci://<% registry %>"

      """#,
    "private-oci/oci-repository.yaml": #"""
      #% include shared/oci-source/oci-repository.yaml
        #% include shared/oci-source/chart-layer.yaml

      """#,
    "shared/app/flux-kustomization.yaml": #"""
      ---
      apiVersion: <% kustomization-api %>
      kind: Kustomization
      metadata:
        name: <% app %>
        namespace: <% namespace %>
      spec:
        interval: <% interval %>
        retryInterval: 2m
        timeout: 5m
        path: <% path %>
        prune: <% prune %>
        wait: <% wait %>
      #% if target-namespace
        targetNamespace: <% target-namespace %>
      #% end
        sourceRef:
          kind: <% source-kind %>
          name: <% repository-name %>
      #% if depends-on
        dependsOn:
      #% for dependency in depends-on
          - name: <% dependency %>
      #% end
      #% end

      """#,
    "shared/app/part.yaml": #"""
      # A Flux Kustomization that applies a path of a source. A lab that uses this defines source-kind.
      params:
        path:
          type: repo-path
          default: ./
          help: the path in the source that is applied
          example: ./deploy
        depends-on:
          type: list<dns-label>
          help: apply it behind these Flux Kustomizations of the same namespace
          example: infrastructure
        keep:
          type: bool
          default: false
          help: keep in the cluster what is no longer in the source
        no-wait:
          type: bool
          default: false
          help: be ready at once, not when all that is applied is

      derived:
        prune: {if: not keep}
        wait: {if: not no-wait}
        kustomization-api: {call: api-version, args: ['"Kustomization"', flux-version]}

      next:
        - "look, when Flux has it: flux get kustomization <% app %> -n <% namespace %>"

      """#,
    "shared/basic-credential/external-secret.yaml": #"""
      ---
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata:
        name: <% secret-name %>
        namespace: <% namespace %>
      spec:
        #% include shared/secret/external-source.yaml
        target:
          name: <% secret-name %>

      """#,
    "shared/basic-credential/part.yaml": #"""
      # The credential of a source that takes a user name and a password.
      derived:
        has-token-shape: {call: has-token-shape, args: [password]}
        secret-file: secret.yaml

      files:
        - from: shared/basic-credential/secret.yaml
          to: <% secret-file %>
          when: is-secret-written
          mode: secret
          encrypt: {when: secret == "sops", for: age}
        - {from: shared/basic-credential/external-secret.yaml, to: <% secret-file %>, when: secret == "external"}

      next:
        - when: secret == "existing"
          say: "make the Secret '<% secret-name %>' in namespace '<% namespace %>', with the keys <% secret-keys %>"

      """#,
    "shared/basic-credential/secret.yaml": #"""
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: <% secret-name %>
        namespace: <% namespace %>
      type: Opaque
      data:
      #% if secret == "plain"
      #% if has-token-shape
        # lint:ignore safe-plain-secret,safe-token-pattern -- asked for with '--secret plain'; let the token only read
      #% else
        # lint:ignore safe-plain-secret -- asked for with '--secret plain'; let the user only read
      #% end
      #% end
        password: <% password | base64 %>
        username: <% username | base64 %>

      """#,
    "shared/flux/part.yaml": #"""
      # What every lab of Flux has.
      params:
        interval:
          type: duration
          default: 5m
          help: how often Flux looks for changes
        flux-version:
          type: flux-version
          from: tree.flux-version
          default: 2.9
          help: the Flux that will read this; chooses the API versions (default the tree's own)

      next:
        - "commit the folder on a branch, and have it merged"
        - "then: flux reconcile kustomization flux-system --with-source"

      """#,
    "shared/git-source/git-repository.yaml": #"""
      ---
      apiVersion: <% git-repository-api %>
      kind: GitRepository
      metadata:
        name: <% repository-name %>
        namespace: <% namespace %>
      spec:
        interval: <% interval %>
        url: <% url %>
        ref:
      #% if commit
          commit: '<% commit %>'
      #% elif semver
          semver: '<% semver %>'
      #% elif git-tag
          tag: '<% git-tag %>'
      #% else
          branch: <% branch %>
      #% end
      #% if secret != "none"
        secretRef:
          name: <% secret-name %>
      #% end

      """#,
    "shared/git-source/part.yaml": #"""
      # A GitRepository. A lab that uses this defines object-name.
      params:
        branch:
          type: git-ref
          default: main
          when: has-url and not git-tag and not semver and not commit
          help: the branch to follow
        git-tag:
          type: git-ref
          when: has-url
          excludes: [semver, commit]
          help: take this tag
          example: v1.2.3
        semver:
          type: semver-range
          when: has-url
          excludes: [commit]
          help: take the newest tag in a range of versions
          example: 1.x
        commit:
          type: git-commit
          when: has-url
          help: take this commit
          example: 1fc8d6bb1d3d1c4e4c1b0d0b0b6c7e1f0a9b8c7d
        repository-name:
          type: dns-subdomain
          default: <% object-name %>
          when: has-url
          help: the source's name

      derived:
        has-url: {if: url}
        scheme: {call: url-scheme, args: [url]}
        git-repository-api: {call: api-version, args: ['"GitRepository"', flux-version]}
        secret-keys: {if: scheme == "ssh", then: identity and known_hosts, else: username and password}

      checks:
        - if: scheme == "ssh" and is-secret-written
          error: "'--secret <% secret %>' holds a user and a password, and '<% url %>' is read with a key: make the Secret with 'flux create secret git' and give '--secret existing'"
        - if: scheme == "ssh" and secret == "external"
          error: "'--secret external' holds a user and a password, and '<% url %>' is read with a key: give '--secret existing'"
        - if: scheme == "ssh" and secret == "none"
          error: "'<% url %>' is read with a key: make the Secret with 'flux create secret git' and give '--secret existing'"
        - if: secret != "none" and not has-url
          error: "'--secret <% secret %>' has no use without '--url'"

      """#,
    "shared/kustomization.yaml": #"""
      ---
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
      #% for resource in resources
        - <% resource %>
      #% end

      """#,
    "shared/namespace/namespace.yaml": #"""
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: <% namespace %>

      """#,
    "shared/namespace/part.yaml": #"""
      # The namespace of the objects, and that of what they run.
      params:
        namespace:
          type: dns-label
          default: default
          help: the namespace of every object
        target-namespace:
          type: dns-label
          help: the namespace of what is installed (default the one of the objects)
          example: web
        create-namespace:
          type: bool
          default: false
          help: write the namespaces as well

      derived:
        has-usual-namespace: {call: is-usual-namespace, args: [namespace]}
        has-usual-target: {call: is-usual-namespace, args: [target-namespace]}
        creates-target: {if: create-namespace and target-namespace and target-namespace != namespace and not has-usual-target}
        creates-namespace: {if: create-namespace and not has-usual-namespace}

      checks:
        - if: create-namespace and not creates-namespace and not creates-target
          error: "'--create-namespace' has no use: the namespace '<% namespace %>' is in every cluster"

      files:
        - {from: shared/namespace/namespace.yaml, to: namespace.yaml, when: creates-namespace}
        - {from: shared/namespace/target-namespace.yaml, to: target-namespace.yaml, when: creates-target}

      """#,
    "shared/namespace/target-namespace.yaml": #"""
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: <% target-namespace %>

      """#,
    "shared/oci-source/chart-layer.yaml": #"""
      layerSelector:
        mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip
        operation: copy

      """#,
    "shared/oci-source/oci-repository.yaml": #"""
      ---
      apiVersion: <% oci-repository-api %>
      kind: OCIRepository
      metadata:
        name: <% repository-name %>
        namespace: <% namespace %>
      spec:
        interval: <% interval %>
        # With the artifact's own name: Flux takes the URL as it is.
        url: oci://<% artifact-url %>
        ref:
          <% ref-kind %>: '<% ref %>'
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
    "shared/oci-source/part.yaml": #"""
      # An OCIRepository with the artifact's own name in its URL.
      params:
        url:
          type: oci-repository
          required: true
          help: where the artifact lies, with its name, without its tag
          example: oci://ghcr.io/stefanprodan/charts/podinfo
        tag:
          type: oci-tag
          required: not semver and not digest
          excludes: [semver, digest]
          help: take this tag
          example: 6.7.1
        semver:
          type: semver-range
          excludes: [digest]
          help: take the newest tag in a range of versions
          example: 6.x
        digest:
          type: oci-digest
          help: take this digest
          example: sha256:6a7b3fa0e5f21d1c7f1a9a3f1a8e7a0d4f6c2b1e0d9c8b7a6f5e4d3c2b1a0f9e
        verify:
          type: enum
          values: [none, cosign]
          default: none
          help: verify the artifact's signature
        verify-secret:
          type: dns-subdomain
          when: verify == "cosign"
          excludes: [verify-issuer]
          help: the Secret with the public keys, each as NAME.pub
          example: cosign-keys
        verify-issuer:
          type: string
          required: not verify-secret
          when: verify == "cosign"
          help: who must have vouched for the signer, as a regular expression
          example: ^https://token\.actions\.githubusercontent\.com$
        verify-subject:
          type: string
          required: verify-issuer
          when: verify == "cosign" and not verify-secret
          help: who must have signed, as a regular expression
          example: ^https://github\.com/stefanprodan/podinfo.*$
        repository-name:
          type: dns-subdomain
          default: <% object-name %>
          help: the source's name

      derived:
        host: <% url | host %>
        artifact-url: <% url %>
        ref-kind: {if: digest, then: digest, else: {if: semver, then: semver, else: tag}}
        ref: {if: digest, then: <% digest %>, else: {if: semver, then: <% semver %>, else: <% tag %>}}
        oci-repository-api: {call: api-version, args: ['"OCIRepository"', flux-version]}
        has-flux-2-2: {call: is-flux-at-least, args: [flux-version, '"2.2"']}

      checks:
        - if: verify-issuer and not has-flux-2-2
          error: "'--verify-issuer' needs Flux 2.2 or later: an OCIRepository of Flux <% flux-version %> knows no identities"

      accepts:
        - {when: semver, rules: [helm-version-range]}

      next:
        - when: verify-secret
          say: "make the Secret '<% verify-secret %>' in namespace '<% namespace %>', with a public key as NAME.pub"

      """#,
    "shared/oci-source/verify.yaml": #"""
      #% if verify == "cosign"
      verify:
        provider: cosign
      #% if verify-secret
        secretRef:
          name: <% verify-secret %>
      #% else
        matchOIDCIdentity:
          - issuer: <% verify-issuer %>
            subject: <% verify-subject %>
      #% end
      #% end

      """#,
    "shared/pull-secret/external-secret.yaml": #"""
      ---
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata:
        name: <% secret-name %>
        namespace: <% target-namespace %>
      #% include shared/registry-credential/external-secret-spec.yaml

      """#,
    "shared/pull-secret/part.yaml": #"""
      # The registry's Secret for the pods as well.
      params:
        image-pull-secret:
          type: bool
          default: false
          when: secret != "none"
          help: let the Secret serve the pods as well, with a copy in their namespace

      derived:
        pull-secret-file: pull-secret.yaml
        has-pull-copy: {if: image-pull-secret and target-namespace and target-namespace != namespace}
        pull-namespace: {if: target-namespace, then: <% target-namespace %>, else: <% namespace %>}

      files:
        - from: shared/pull-secret/secret.yaml
          to: <% pull-secret-file %>
          when: has-pull-copy and is-secret-written
          mode: secret
          encrypt: {when: secret == "sops", for: age}
        - from: shared/pull-secret/external-secret.yaml
          to: <% pull-secret-file %>
          when: has-pull-copy and secret == "external"

      next:
        - when: secret == "existing" and has-pull-copy
          say: "make the Secret '<% secret-name %>' in namespace '<% target-namespace %>' as well, for the pods"
        - when: image-pull-secret
          say: "name the Secret for the pods in '<% pull-namespace %>'; most charts have a value for it: imagePullSecrets: [{name: <% secret-name %>}]"

      """#,
    "shared/pull-secret/secret.yaml": #"""
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: <% secret-name %>
        namespace: <% target-namespace %>
      #% include shared/registry-credential/secret-data.yaml

      """#,
    "shared/registry-credential/external-secret-spec.yaml": #"""
      spec:
        #% include shared/secret/external-source.yaml
        target:
          name: <% secret-name %>
          template:
            type: kubernetes.io/dockerconfigjson
            data:
              # The operator fills in what stands in braces.
              .dockerconfigjson: '<% external-docker-config %>'

      """#,
    "shared/registry-credential/external-secret.yaml": #"""
      ---
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata:
        name: <% secret-name %>
        namespace: <% namespace %>
      #% include shared/registry-credential/external-secret-spec.yaml

      """#,
    "shared/registry-credential/part.yaml": #"""
      # The credential of an OCI registry, as a docker config. A lab that uses this defines host.
      params:
        username:
          type: username
          required: true
          when: secret in ["plain", "sops"]
          from: docker-config.username
          help: the registry's user
          example: gitlab+deploy-token-7
        password:
          type: secret
          required: true
          when: secret in ["plain", "sops"]
          from: docker-config.password
          help: the registry's password or token
        docker-config:
          type: docker-config
          for: host
          when: secret in ["plain", "sops"]
          excludes: [username, password]
          help: take the credential of the registry's host, and nothing else, from helm's or docker's configuration
          example: ~/.config/helm/registry/config.json
        provider:
          type: enum
          values: [generic, aws, azure, gcp]
          default: <% host-provider %>
          help: who signs in to the registry; a cloud's own identity needs no Secret (default by host)
        insecure:
          type: bool
          default: false
          help: talk plain HTTP to the registry

      derived:
        host-prefix: {call: registry-prefix, args: [host]}
        host-provider: {call: registry-provider, args: [host]}
        docker-config-json: {call: dockerconfigjson, args: [host, username, password]}
        external-docker-config: {call: external-dockerconfigjson, args: [host]}
        credential-warning: {call: credential-warning, args: [host, username, password]}
        has-token-shape: {call: has-token-shape, args: [password]}
        secret-file: secret.yaml

      checks:
        - if: provider != "generic" and secret != "none"
          error: "'--secret <% secret %>' has no use with '--provider <% provider %>', which signs in by itself"
        - if: provider != "generic" and provider != host-provider
          error: "'--provider <% provider %>' does not sign in to '<% host %>'"
        - if: credential-warning
          warn: <% credential-warning %>

      accepts:
        - {when: insecure, rules: [oci-insecure, safe-insecure]}

      files:
        - from: shared/registry-credential/secret.yaml
          to: <% secret-file %>
          when: is-secret-written
          mode: secret
          encrypt: {when: secret == "sops", for: age}
        - {from: shared/registry-credential/external-secret.yaml, to: <% secret-file %>, when: secret == "external"}

      next:
        - when: secret == "existing"
          say: "make the Secret '<% secret-name %>' in namespace '<% namespace %>', of type kubernetes.io/dockerconfigjson"

      """#,
    "shared/registry-credential/secret-data.yaml": #"""
      type: kubernetes.io/dockerconfigjson
      data:
      #% if secret == "plain"
      #% if has-token-shape
        # lint:ignore safe-plain-secret,safe-token-pattern -- asked for with '--secret plain'; let the token only read the registry
      #% else
        # lint:ignore safe-plain-secret -- asked for with '--secret plain'; let the user only read the registry
      #% end
      #% end
        .dockerconfigjson: <% docker-config-json | base64 %>

      """#,
    "shared/registry-credential/secret.yaml": #"""
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: <% secret-name %>
        namespace: <% namespace %>
      #% include shared/registry-credential/secret-data.yaml

      """#,
    "shared/release/chart-ref.yaml": #"""
      chartRef:
        kind: OCIRepository
        name: <% repository-name %>
        namespace: <% namespace %>

      """#,
    "shared/release/chart.yaml": #"""
      chart:
        spec:
          chart: <% chart %>
          version: '<% chart-version %>'
          sourceRef:
            kind: HelmRepository
            name: <% repository-name %>
            namespace: <% namespace %>

      """#,
    "shared/release/head.yaml": #"""
      ---
      apiVersion: <% helm-release-api %>
      kind: HelmRelease
      metadata:
        name: <% release %>
        namespace: <% namespace %>
      spec:
        interval: <% interval %>
      #% if target-namespace
        # Without it the release would be called after both namespace and object.
        releaseName: <% release %>
        targetNamespace: <% target-namespace %>
      #% end

      """#,
    "shared/release/part.yaml": #"""
      # The HelmRelease. A lab that uses this defines source-kind, source-name, source-namespace and release-file, and for
      # a chart that is no OCIRepository includes its own chart reference.
      params:
        release:
          type: dns-label
          max: 53
          default: <% chart | dns-label %>
          help: the HelmRelease's name
        values:
          type: values-file
          help: the chart's values, which become spec.values
          example: values.yaml

      derived:
        helm-release-api: {call: api-version, args: ['"HelmRelease"', flux-version]}
        has-flux-2-3: {call: is-flux-at-least, args: [flux-version, '"2.3"']}

      next:
        - "look, when Flux has it: kubectl get helmrelease <% release %> -n <% namespace %>"

      """#,
    "shared/release/values.yaml": #"""
      #% if values
      values: <% values %>
      #% end

      """#,
    "shared/secret/external-source.yaml": #"""
      refreshInterval: 1h
      secretStoreRef:
        kind: <% store-kind %>
        name: <% store %>
      data:
        - secretKey: username
          remoteRef:
            key: <% key %>
            property: username
        - secretKey: password
          remoteRef:
            key: <% key %>
            property: password

      """#,
    "shared/secret/part.yaml": #"""
      # Where the credential of a source comes from. A lab that uses this defines object-name, and what of it may be written.
      params:
        secret:
          type: enum
          values: [none, plain, sops, external, existing]
          default: none
          help: "the credential: none, written as it is, encrypted by sops, made by an ExternalSecret, or only referred to"
        username:
          type: username
          required: true
          when: secret in ["plain", "sops"]
          help: the user that may read
          example: gitlab+deploy-token-7
        password:
          type: secret
          required: true
          when: secret in ["plain", "sops"]
          help: the user's password or token
        age:
          type: list<age-recipient>
          when: secret == "sops"
          help: encrypt for these age keys, not for those of .sops.yaml
          example: age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj
        store:
          type: dns-subdomain
          required: true
          when: secret == "external"
          help: the store that the ExternalSecret reads
          example: vault
        store-kind:
          type: enum
          values: [ClusterSecretStore, SecretStore]
          default: ClusterSecretStore
          when: secret == "external"
          help: the kind of the store
        key:
          type: string
          required: true
          when: secret == "external"
          help: the entry of the store, which has the properties username and password
          example: registry/flux
        secret-name:
          type: dns-subdomain
          when: secret != "none"
          default: <% object-name %>-credentials
          help: the Secret's name

      derived:
        is-secret-written: {if: 'secret in ["plain", "sops"]'}

      accepts:
        # Whether the cluster decrypts is for the cluster's own Kustomization to say; the next step tells how.
        - {when: secret == "sops", rules: [ref-decryption-missing]}

      next:
        - when: secret == "sops"
          say: "see that the Flux Kustomization that applies the folder has spec.decryption with 'provider: sops'"
        - when: secret == "external"
          say: "put 'username' and 'password' into the entry '<% key %>' of the <% store-kind %> '<% store %>'"

      """#,
  ]
}
