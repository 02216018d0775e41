using IdPhoto.SitePacker;

if (args.Length != 2)
{
    Console.Error.WriteLine("Usage: IdPhoto.SitePacker PUBLISHED-WWWROOT CACHE-FOLDER");
    return 2;
}

try
{
    SitePack.Pack(Path.GetFullPath(args[0]), Path.GetFullPath(args[1]));
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException)
{
    // The form in which MSBuild lists errors.
    Console.Error.WriteLine($"site : error SITE : {error.Message}");
    return 1;
}
