using System.CommandLine;
using System.Text;
using IdPhoto.Cli.Admin;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Reports;
using IdPhoto.Decoding;
using IdPhoto.Messages;
using IdPhoto.Server.Admin;
using Argument = IdPhoto.Messages.Argument;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto admin find</c>: what a receipt of a deletion is for, and whether anything is left.</summary>
internal static class AdminFindCommand
{
    private static readonly DecodeLimits Limits = new() { MaxBytes = 8 * 1024 };

    public static Command Create(AdminOptions place)
    {
        Option<string> receipt = new("--receipt") { Description = Speech.Of("admin.option-receipt"), Required = true };
        Option<bool> json = SharedOptions.Json();
        Command command = new("find", Speech.Of("admin.command-find")) { receipt, json };
        command.SetAction((line, cancel) => RunAsync(place.Of(line), line.GetRequiredValue(receipt), line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(AdminPlace place, string file, bool json, CancellationToken cancel)
    {
        string receipt = Encoding.UTF8.GetString(await InputFile.ReadAsync(file, Limits, cancel).ConfigureAwait(false));
        using AdminClient server = place.Connect();
        FindAnswer found = await server.PostAsync(
            "find", new FindRequest(receipt), ReportJson.Default.FindRequest, ReportJson.Default.FindAnswer, cancel).ConfigureAwait(false);
        if (json)
            JsonOutput.Print(found, ReportJson.Default.FindAnswer);
        else
            Print(found);
        return found is { Genuine: true, Line: not null, NothingLeft: true } ? ExitCodes.Done : ExitCodes.RuleBroken;
    }

    private static void Print(FindAnswer found)
    {
        if (!found.Genuine)
        {
            Console.Out.WriteLine(Speech.Of("admin.find-not-genuine"));
            return;
        }
        Argument at = Moments.At(found.ErasedAt!.Value), erased = Argument.Row(found.Erased.Select(word => (Argument)word));
        Console.Out.WriteLine(Speech.Say(found.Kind == "photo"
            ? Message.Of("admin.find-photo", ("time", at), ("erased", erased))
            : Message.Of("admin.find-device", ("time", at), ("erased", erased))));
        Console.Out.WriteLine(Speech.Say(found.Line is { } line ? Message.Of("admin.find-line", ("line", line)) : Message.Of("admin.find-no-line")));
        Console.Out.WriteLine(Speech.Of(found.NothingLeft ? "admin.find-nothing-left" : "admin.find-something-left"));
        if (found.LogKeeps)
            Console.Out.WriteLine(Speech.Of("admin.find-log"));
    }
}
