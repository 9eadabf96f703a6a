// Tries what a tool that a repository brought must not be able to do, and says what it managed.
const fs = require('fs')

const SECRETS = /tell-nobody-[0-9]/
const FOLDERS = ['/github/workspace', '/github/home', '/root', '/github/file_commands', '/github/workflow', '/github/runner_temp']

const attempts = {
  'the engine answers': () => fs.accessSync('/var/run/docker.sock', fs.constants.W_OK),
  'a secret in its own environment': () => secret(JSON.stringify(process.env)),
  'a secret in the environment of another process': () => {
    for (const pid of fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name))) {
      if (quietly(() => secret(fs.readFileSync(`/proc/${pid}/environ`, 'latin1')))) return
      if (quietly(() => secret(fs.readFileSync(`/proc/${pid}/root/proc/1/environ`, 'latin1')))) return
    }
    throw new Error('nothing found')
  },
  "an output in the runner's name": () => fs.appendFileSync('/github/file_commands/output', 'hostile=1\n'),
  'a line in the job summary': () => fs.appendFileSync('/github/file_commands/summary', 'hostile\n'),
  'a file in the workspace': () => fs.writeFileSync('/github/workspace/hostile', 'x'),
  'a source that other tools read as well': () => {
    if (!walk('..', 4).some((file) => quietly(() => fs.appendFileSync(file, '')))) throw new Error('nothing written')
  },
  "a changed file in the workspace": () => fs.appendFileSync('/github/workspace/greenlight.yml', '#'),
  "a command on another's standard output": () => {
    for (const pid of fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name))) {
      if (Number(pid) === process.pid || Number(pid) === process.ppid) continue
      if (quietly(() => fs.appendFileSync(`/proc/${pid}/fd/1`, '::warning::written into the log of another\n'))) return
    }
    throw new Error('nothing written')
  },
  'a mark that an npm script left': () => fs.accessSync('/tmp/npm-script-ran'),
  'another user': () => process.setuid(0)
}
for (const folder of FOLDERS) {
  attempts[`a credential below ${folder}`] = () => {
    const files = walk(folder, 4)
    if (!files.some((file) => quietly(() => secret(fs.readFileSync(file, 'latin1'))))) throw new Error('nothing found')
  }
}
// What lies in the copy that it may read, and what was brought beside it.
const beside = { 'a credential beside the sources': '..', 'a credential among what was brought for tools': '../../database' }
for (const [name, folder] of Object.entries(beside)) {
  attempts[name] = () => {
    if (!walk(folder, 4).some((file) => quietly(() => secret(fs.readFileSync(file, 'latin1'))))) throw new Error('nothing found')
  }
}

function secret(text) {
  if (!SECRETS.test(text)) throw new Error('no secret in it')
}

function quietly(attempt) {
  try {
    attempt()
    return true
  } catch {
    return false
  }
}

function walk(folder, depth) {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.name === 'node_modules') return []
      return entry.isDirectory() ? (depth > 0 ? walk(path, depth - 1) : []) : [path]
    })
  } catch {
    return []
  }
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

function runs(program) {
  return fs.readdirSync('/proc').some((pid) => /^[0-9]+$/.test(pid) && Number(pid) !== process.pid &&
    quietly(() => { if (!fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(program)) throw new Error('another') }))
}

// Whether the program that a file names came to run at the same time; both stay for a while, so that each has its attempts.
const partner = fs.existsSync('partner') ? fs.readFileSync('partner', 'latin1') : ''
for (let tries = 0; partner && !runs(partner) && tries < 3000; tries++) pause(10)
const alongside = partner && `, beside ${partner}: ${runs(partner)}`
const managed = Object.keys(attempts).filter((name) => quietly(attempts[name]))
if (partner) pause(3000)
module.exports = `tried ${Object.keys(attempts).length} things and managed ${JSON.stringify(managed)}${alongside}`
if (require.main === module) console.log(module.exports)
