// Does one thing with GitHub's own packages, and prints what it came to as the last line, in JSON.
import { DefaultArtifactClient } from '@actions/artifact'
import { restoreCache, saveCache } from '@actions/cache'

const [command, ...rest] = process.argv.slice(2)
const commands = {
  async send(name, folder, ...files) {
    return new DefaultArtifactClient().uploadArtifact(name, files, folder)
  },
  async fetch(name, folder) {
    const client = new DefaultArtifactClient()
    const { artifact } = await client.getArtifact(name)
    const { digestMismatch } = await client.downloadArtifact(artifact.id, {
      path: folder,
      expectedHash: artifact.digest
    })
    return { ...artifact, digestMismatch }
  },
  async keep(key, path) {
    return { id: await saveCache([path], key) }
  },
  async restore(path, key, ...beginnings) {
    return { key: await restoreCache([path], key, beginnings) }
  }
}
console.log('\n' + JSON.stringify(await commands[command](...rest)))
