using System.Text.Json;
using IdPhoto.SitePacker;

if (args is ["--words", string site, string languages, string unsaid])
    return Try(() => WordPacks.Write(Path.GetFullPath(site), languages, unsaid.Split(';')));
bool quick = args is ["--quick", ..];
if (quick)
    args = args[1..];
if (args.Length is not (2 or 4))
{
    Console.Error.WriteLine("Usage: IdPhoto.SitePacker --words PUBLISHED-WWWROOT LANGUAGES-FOLDER LEFT;OUT;AREAS");
    Console.Error.WriteLine("Usage: IdPhoto.SitePacker [--quick] PUBLISHED-WWWROOT CACHE-FOLDER [PARTNERS-FOLDER PARTNERS-JSON]");
    return 2;
}

return Try(() =>
{
    if (args.Length == 4)
        new Partners(args[2], PartnerSettings.Read(args[3])).AddTo(args[0]);
    SitePack.Pack(Path.GetFullPath(args[0]), Path.GetFullPath(args[1]), quick);
});

static int Try(Action work)
{
    try
    {
        work();
        return 0;
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
    {
        // The form in which MSBuild lists errors.
        Console.Error.WriteLine($"site : error SITE : {error.Message}");
        return 1;
    }
}
