using IdPhoto.ModelBuilder;

if (args.Length == 0 || args is [_, not "--pin"])
{
    Console.Error.WriteLine("Usage: IdPhoto.ModelBuilder MODELS-FOLDER [--pin]");
    return 2;
}

try
{
    var build = new ModelBuild(Path.GetFullPath(args[0]));
    if (args.Contains("--pin"))
        build.PinAgain();
    else
        build.Complete();
    return 0;
}
catch (ConversionException error)
{
    // The form in which MSBuild lists errors.
    Console.Error.WriteLine($"models : error MODELS : {error.Message}");
    return 1;
}
