/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** The release this bundle was built for; set by vite.config.ts, "dev" outside a release. */
  readonly VITE_RELEASE_VERSION: string;
}
