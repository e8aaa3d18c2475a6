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
      # SCAFFOLD_IMAGE is an image with a shell, git and scaffold; see docs/ci.md of scaffold's repository.
      variables:
        SCAFFOLD_IMAGE: scaffold:latest

      scaffold-lint:
        stage: test
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
          # An image with a shell, git and scaffold; see docs/ci.md of scaffold's repository.
          container: ${{ vars.SCAFFOLD_IMAGE || 'scaffold:latest' }}
          steps:
            - uses: actions/checkout@v4
              with:
                fetch-depth: 0
            - run: git config --global --add safe.directory "$GITHUB_WORKSPACE"
            - name: scaffold lint
              env:
                BASE: ${{ github.event.pull_request.base.sha }}
              run: scaffold lint ${BASE:+--since "$BASE"} --format github --report sarif=scaffold.sarif
            - uses: github/codeql-action/upload-sarif@v3
              if: always()
              with:
                sarif_file: scaffold.sarif

      """,
    advice: "it stays as it is")
}
