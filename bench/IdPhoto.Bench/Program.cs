using IdPhoto.Bench;

return await Verbs.RunAsync(args);
