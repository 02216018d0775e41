using System.CommandLine;
using IdPhoto.Cli.Admin;
using IdPhoto.Cli.Reports;
using IdPhoto.Messages;
using IdPhoto.Server.Admin;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto admin purge</c>: erases all kept photos now.</summary>
internal static class AdminPurgeCommand
{
    // The same to type in every language; the question says so.
    private const string Yes = "yes";

    public static Command Create(AdminOptions place)
    {
        Option<bool> expired = new("--expired") { Description = Speech.Of("admin.option-expired") };
        Option<bool> yes = new("--yes") { Description = Speech.Of("admin.option-yes") };
        Option<bool> json = SharedOptions.Json();
        Command command = new("purge", Speech.Of("admin.command-purge")) { expired, yes, json };
        command.SetAction((line, cancel) => RunAsync(place.Of(line), line.GetValue(expired), line.GetValue(yes), line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(AdminPlace place, bool expiredOnly, bool yes, bool json, CancellationToken cancel)
    {
        using AdminClient server = place.Connect();
        if (!expiredOnly && !yes)
            Confirm(await server.GetAsync("kept", ReportJson.Default.KeptAnswer, cancel).ConfigureAwait(false));
        PurgeAnswer erased = await server.PostAsync(
            "purge", new PurgeRequest(expiredOnly), ReportJson.Default.PurgeRequest, ReportJson.Default.PurgeAnswer, cancel).ConfigureAwait(false);
        if (json)
            JsonOutput.Print(erased, ReportJson.Default.PurgeAnswer);
        else
            Print(erased);
        return erased.Left > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static void Confirm(KeptAnswer kept)
    {
        if (Console.IsInputRedirected)
            throw CommandFailure.Usage(Message.Of("admin.purge-needs-yes"));
        Console.Error.Write(Speech.Say(Message.Of("admin.purge-question", ("photos", kept.Photos), ("yes", Yes))) + ' ');
        if (Console.In.ReadLine()?.Trim() != Yes)
            throw new OperationCanceledException();
    }

    private static void Print(PurgeAnswer erased)
    {
        Console.Out.WriteLine(Speech.Say(Message.Of("admin.purged", ("photos", erased.Photos), ("bytes", Messages.Argument.Quantity(erased.Bytes, Units.Bytes, 0)))));
        if (erased.Left > 0)
            Console.Error.WriteLine(Speech.Say(Message.Of("admin.purge-left", ("photos", erased.Left))));
        if (erased.LogKeeps)
            Console.Out.WriteLine(Speech.Of("admin.purge-log"));
        else if (!erased.Traceless)
            Console.Out.WriteLine(Speech.Of("admin.purge-traces"));
    }
}
