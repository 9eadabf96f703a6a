/** The release this page was built for. Compiled in, so that it tells what runs in the browser, not what the server has. */
export const release: string = import.meta.env.VITE_RELEASE_VERSION;
