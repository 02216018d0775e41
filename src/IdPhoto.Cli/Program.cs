using IdPhoto.Cli;

return await CommandLine.RunAsync(args).ConfigureAwait(false);
