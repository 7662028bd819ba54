/** docs/recipes/servers.md: programs for Node, Deno, Bun and workerd. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { makeProject, recipe, runCommand } from '../support/recipe.mjs';
import { freePort, startService } from '../support/service.mjs';

for (const heading of ['Node', 'Deno', 'Bun']) {
  test(`${heading} prints what the recipe says`, async (context) => {
    const { files, commands, outputs } = recipe('servers.md', heading);
    const project = makeProject(context, { files, commands });
    assert.equal(project.commands.length, 1);
    const { stdout, stderr } = await runCommand(project.folder, project.commands[0]);
    assert.equal(stdout, `${outputs[0]}\n`);
    assert.equal(stderr, '');
  });
}

test('the command of the Node recipe runs through a link, from another folder, and reports a failing program with its exit code', async (context) => {
  const { files, commands, outputs } = recipe('servers.md', 'Node');
  const { folder } = makeProject(context, { files: { ...files, 'bad.py': 'print(input())\n1/0\n' }, commands });
  mkdirSync(path.join(folder, 'bin'));
  chmodSync(path.join(folder, 'cli.mjs'), 0o755);
  symlinkSync('../cli.mjs', path.join(folder, 'bin/python'));
  assert.equal((await runCommand('/', `${folder}/bin/python ${folder}/hello.py Ada`)).stdout, `${outputs[0]}\n`);
  const failed = await runCommand('/', `echo from stdin | ${folder}/bin/python ${folder}/bad.py`).then(() => assert.fail('it ended well'), (error) => error);
  assert.deepEqual([failed.code, failed.stdout], [1, 'from stdin\n']);
  assert.match(failed.stderr, /bad\.py", line 2[\s\S]*ZeroDivisionError/);
});

for (const flags of [[], ['nodejs_compat']]) {
  test(`workerd answers what the recipe says${flags.length ? `, with ${flags} too` : ''}`, async (context) => {
    const { files, commands, outputs } = recipe('servers.md', 'workerd');
    const port = await freePort();
    const config = files['config.capnp'].replace(':8080', `:${port}`).replace('compatibilityDate', `compatibilityFlags = [${flags.map((flag) => `"${flag}"`)}], compatibilityDate`);
    const project = makeProject(context, { files: { ...files, 'config.capnp': config }, commands });
    const { output } = await startService(context, project.folder, `exec ${project.commands[0]}`, `http://127.0.0.1:${port}/`);
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/hello`)).text(), outputs[0]);
    assert.equal(output(), '');
  });
}

test('where workerd cannot tell where the glue is, the error says what to hand in', async (context) => {
  const { files, commands } = recipe('servers.md', 'workerd');
  const port = await freePort();
  const worker = `import start from '@pocketpy/core/pocketpy.mjs';
    export default { fetch: async () => new Response(await start().then(() => 'started', (error) => [error.name, error.message].join(': '))) };`;
  const project = makeProject(context, { files: { 'config.capnp': files['config.capnp'].replace(':8080', `:${port}`), 'worker.mjs': worker }, commands });
  await startService(context, project.folder, `exec ${project.commands[0]}`, `http://127.0.0.1:${port}/`);
  const answer = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  assert.match(answer, /^PocketPyLoadError: pocketpy cannot load pocketpy\.wasm: this host does not tell where pocketpy\.mjs is; .*wasmModule/);
});
