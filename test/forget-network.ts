import nock from 'nock'

// Files of this project share a process, because loading the product anew for each costs more than most of them. What
// one of them has said about the network is forgotten before the next one begins.
nock.cleanAll()
nock.enableNetConnect()
if (!nock.isActive()) nock.activate()
