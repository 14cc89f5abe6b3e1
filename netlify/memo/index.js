// Keeps what the builder remembers between builds on Netlify, which starts each in a clean checkout. Both folders:
// of a page that has not changed the builder knows only the digest, and takes its bytes from what was published.
const KEPT = [".memo", "public"];

// Does nothing where nothing has been kept yet: the first build, or one after "Clear cache and deploy site".
export const onPreBuild = ({ utils }) => utils.cache.restore(KEPT);

export const onPostBuild = ({ utils }) => utils.cache.save(KEPT);
