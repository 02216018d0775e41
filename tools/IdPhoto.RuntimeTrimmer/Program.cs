using IdPhoto.RuntimeTrimmer;

if (args.Length != 3)
{
    Console.Error.WriteLine("Usage: IdPhoto.RuntimeTrimmer DOTNET.NATIVE.WASM DOTNET.NATIVE.JS.SYMBOLS OUTPUT");
    return 2;
}

try
{
    byte[] module = File.ReadAllBytes(args[0]);
    byte[] trimmed;
    try
    {
        trimmed = RuntimeTrim.Trim(module, File.Exists(args[1]) ? File.ReadLines(args[1]) : throw new FormatException("It has no list of its functions' names."));
    }
    catch (FormatException error)
    {
        // A runtime of another form than this knows works as it is; it is only larger.
        Console.WriteLine($"The runtime is left as it is: {error.Message}");
        trimmed = module;
    }
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[2]))!);
    // Aside, then moved: a build that is broken off leaves no half file.
    File.WriteAllBytes(args[2] + ".new", trimmed);
    File.Move(args[2] + ".new", args[2], overwrite: true);
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException)
{
    // The form in which MSBuild lists errors.
    Console.Error.WriteLine($"runtime : error RUNTIME : {error.Message}");
    return 1;
}
