// Preloaded into child processes of the demo (`node --import`): when the parent is gone, however it went, so is the
// child. The channel closes with the parent, even after kill -9.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
