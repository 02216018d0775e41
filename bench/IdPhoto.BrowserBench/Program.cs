using IdPhoto.BrowserBench;

switch (args is [var verb, ..] ? verb : "")
{
    case "pictures":
        await PicturesVerb.RunAsync(args[1..]);
        return 0;
    case "speed":
        await SpeedVerb.RunAsync();
        return 0;
    case "mattes":
        await MattesVerb.RunAsync(args[1..]);
        return 0;
    case "app":
        await AppVerb.RunAsync();
        return 0;
    case "screens":
        await ScreensVerb.RunAsync(args is [_, var folder] ? folder : "docs/app");
        return 0;
    default:
        Console.Error.WriteLine("Usage: IdPhoto.BrowserBench pictures [--every N] | speed | mattes [--every N] | app | screens [folder]. See bench/README.md.");
        return 2;
}
