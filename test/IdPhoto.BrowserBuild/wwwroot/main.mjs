import { dotnet } from './_framework/dotnet.js';

const { runMain } = await dotnet.create();
process.exitCode = await runMain('IdPhoto.BrowserBuild.dll', []);
