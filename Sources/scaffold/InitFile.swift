/// A file that `scaffold init` writes.
struct InitFile: Sendable {
  let path: String
  let text: String
  /// What to do where the file is there already, to follow `'PATH' is there already; `.
  let advice: String

  static let configuration = InitFile(
    path: ".lintrc",
    text: """
      # The configuration of `scaffold lint`; every key is explained in .lintrc.example of scaffold's repository.
      fail-on: warning

      # Objects that exist outside this repository, such as Secrets made by hand:
      # external:
      #   - kind: Secret
      #     namespace: flux-system
      #     name: "*-credentials"

      """,
    advice: "it stays as it is")

  static let preCommit = InitFile(
    path: ".pre-commit-config.yaml",
    text: """
      # `pre-commit install` makes git run this before each commit. The program scaffold has to be on PATH.
      repos:
        - repo: local
          hooks:
            - id: scaffold-lint
              name: scaffold lint
              entry: scaffold lint --allow-empty
              language: system
              files: '\\.ya?ml$|(^|/)Kustomization$'
              always_run: true
              require_serial: true

      """,
    advice: "add the hook 'scaffold-lint' to it (docs/ci.md of scaffold's repository)")

  static let gitLab = InitFile(
    path: ".gitlab-ci.yml",
    text: """
      # Lints the tree in merge requests and on the default branch; findings show in the merge request.
      # An image that has scaffold, git and a shell starts at once; in one with Swift, the job builds scaffold from
      # SCAFFOLD_REPOSITORY and keeps it in the cache. See docs/ci.md of scaffold's repository.
      variables:
        SCAFFOLD_IMAGE: swift:6.3
        SCAFFOLD_REPOSITORY: https://example.com/scaffold.git
        SCAFFOLD_VERSION: main

      scaffold-lint:
        stage: test
        image: $SCAFFOLD_IMAGE
        variables:
          # --since needs the history back to the target branch.
          GIT_DEPTH: "0"
        cache:
          key: scaffold-$SCAFFOLD_VERSION
          paths: [.cache/scaffold/]
        rules:
          - if: $CI_PIPELINE_SOURCE == "merge_request_event"
          - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
        before_script:
          - export PATH="$PWD/.cache/scaffold:$PATH"
          - |
            if ! command -v scaffold; then
              apt-get update -qq && apt-get install -y -qq git libyaml-dev pkg-config
              git clone --quiet --depth 1 --branch "$SCAFFOLD_VERSION" "$SCAFFOLD_REPOSITORY" /tmp/scaffold
              /tmp/scaffold/tools/release.sh
              install -D /tmp/scaffold/.build/release/scaffold .cache/scaffold/scaffold
            fi
        script:
          # GitLab compares whole reports with those of the target branch; status 1, findings, is for the gate below.
          - >-
            scaffold lint -q --report gitlab=gl-code-quality-report.json --report junit=scaffold-junit.xml >/dev/null
            || [ $? -eq 1 ]
          # The gate: what the merge request brings, or on the default branch everything.
          - BASE=${CI_MERGE_REQUEST_TARGET_BRANCH_SHA:-$CI_MERGE_REQUEST_DIFF_BASE_SHA}
          - scaffold lint ${BASE:+--since "$BASE"}
        artifacts:
          when: always
          reports:
            codequality: gl-code-quality-report.json
            junit: scaffold-junit.xml

      """,
    advice: "add the job 'scaffold-lint' to it (docs/ci.md of scaffold's repository)")

  static let gitHub = InitFile(
    path: ".github/workflows/scaffold-lint.yml",
    text: """
      # Lints the tree in pull requests and on the default branch; findings show beside the lines.
      name: scaffold lint
      on:
        pull_request:
        push:
          branches: [main]
      permissions:
        contents: read
        security-events: write
      jobs:
        lint:
          runs-on: ubuntu-latest
          # An image that has scaffold, git and a shell starts at once; in one with Swift, the job builds scaffold from
          # SCAFFOLD_REPOSITORY and keeps it in the cache. See docs/ci.md of scaffold's repository.
          container: ${{ vars.SCAFFOLD_IMAGE || 'swift:6.3' }}
          env:
            SCAFFOLD_REPOSITORY: ${{ vars.SCAFFOLD_REPOSITORY || 'https://example.com/scaffold.git' }}
            SCAFFOLD_VERSION: ${{ vars.SCAFFOLD_VERSION || 'main' }}
          steps:
            - uses: actions/checkout@v4
              with:
                # --since needs the history back to the target branch.
                fetch-depth: 0
            - uses: actions/cache@v4
              with:
                path: .cache/scaffold
                key: scaffold-${{ env.SCAFFOLD_VERSION }}
            - name: scaffold
              run: |
                git config --global --add safe.directory "$GITHUB_WORKSPACE"
                PATH="$PWD/.cache/scaffold:$PATH"
                if ! command -v scaffold; then
                  apt-get update -qq && apt-get install -y -qq git libyaml-dev pkg-config
                  git clone --quiet --depth 1 --branch "$SCAFFOLD_VERSION" "$SCAFFOLD_REPOSITORY" /tmp/scaffold
                  /tmp/scaffold/tools/release.sh
                  install -D /tmp/scaffold/.build/release/scaffold .cache/scaffold/scaffold
                fi
                echo "$PWD/.cache/scaffold" >> "$GITHUB_PATH"
            - name: the whole tree, for code scanning
              run: scaffold lint -q --report sarif=scaffold.sarif >/dev/null || [ $? -eq 1 ]
            - uses: github/codeql-action/upload-sarif@v3
              with:
                sarif_file: scaffold.sarif
            - name: the gate, for what the pull request brings, or on a branch for everything
              env:
                BASE: ${{ github.event.pull_request.base.sha }}
              run: scaffold lint ${BASE:+--since "$BASE"} --format github

      """,
    advice: "it stays as it is")
}
