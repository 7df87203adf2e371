// The test process holds the other end of this pipe: however it ends, the emulator ends with it.
process.stdin.resume().on('end', () => process.exit(0));
require(require.resolve('azurite/dist/src/azurite.js', { paths: [process.env.AZURITE_MODULES] }));
