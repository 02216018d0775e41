using System.CommandLine;
using System.Text;
using IdPhoto.Cli.Admin;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Decoding;
using IdPhoto.Messages;
using IdPhoto.Server.Admin;
using IdPhoto.Server.Letters;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto admin letters</c>: what people wrote to the operator.</summary>
internal static class AdminLettersCommand
{
    private static readonly DecodeLimits Limits = new() { MaxBytes = AdminApi.MostBytes / 4 };

    public static Command Create(AdminOptions place) => new("letters", Speech.Of("admin.command-letters"))
    {
        List(place),
        Show(place),
        Answer(place),
        Act(place, "close", "admin.command-letters-close", letter => Message.Of("admin.letter-closed", ("reference", letter.Reference), ("time", Moments.At(letter.KeptUntil)))),
        Act(place, "erase", "admin.command-letters-erase", letter => Message.Of("admin.letter-erased", ("reference", letter.Reference))),
        DeleteDevice(place),
    };

    private static Command List(AdminOptions place)
    {
        Option<bool> json = SharedOptions.Json();
        Command command = new("list", Speech.Of("admin.command-letters-list")) { json };
        command.SetAction((line, cancel) => ListAsync(place.Of(line), line.GetValue(json), cancel));
        return command;
    }

    private static Command Show(AdminOptions place)
    {
        Argument<string> reference = Reference();
        Option<bool> json = SharedOptions.Json();
        Command command = new("show", Speech.Of("admin.command-letters-show")) { reference, json };
        command.SetAction((line, cancel) => ShowAsync(place.Of(line), line.GetRequiredValue(reference), line.GetValue(json), cancel));
        return command;
    }

    private static Command Answer(AdminOptions place)
    {
        Argument<string> reference = Reference();
        Argument<string> file = new("file") { Description = Speech.Of("admin.option-answer") };
        Command command = new("answer", Speech.Of("admin.command-letters-answer")) { reference, file };
        command.SetAction((line, cancel) => AnswerAsync(place.Of(line), line.GetRequiredValue(reference), line.GetRequiredValue(file), cancel));
        return command;
    }

    private static Command Act(AdminOptions place, string name, string description, Func<LetterEntry, Message> done)
    {
        Argument<string> reference = Reference();
        Command command = new(name, Speech.Of(description)) { reference };
        command.SetAction((line, cancel) => ActAsync(place.Of(line), name, line.GetRequiredValue(reference), done, cancel));
        return command;
    }

    private static Command DeleteDevice(AdminOptions place)
    {
        Argument<string> reference = Reference();
        Command command = new("delete-device", Speech.Of("admin.command-letters-delete-device")) { reference };
        command.SetAction((line, cancel) => DeleteDeviceAsync(place.Of(line), line.GetRequiredValue(reference), cancel));
        return command;
    }

    private static Argument<string> Reference() => new("reference") { Description = Speech.Of("admin.option-reference") };

    private static async Task<int> ListAsync(AdminPlace place, bool json, CancellationToken cancel)
    {
        using AdminClient server = place.Connect();
        IReadOnlyList<LetterEntry> letters = await server.GetAsync("letters", ReportJson.Default.IReadOnlyListLetterEntry, cancel).ConfigureAwait(false);
        if (json)
            JsonOutput.Print(letters, ReportJson.Default.IReadOnlyListLetterEntry);
        else
            LetterTable.Print(letters);
        return ExitCodes.Done;
    }

    private static async Task<int> ShowAsync(AdminPlace place, string reference, bool json, CancellationToken cancel)
    {
        using AdminClient server = place.Connect();
        LetterShown letter = await server.PostAsync(
            "letters/show", new LetterRequest(reference), ReportJson.Default.LetterRequest, ReportJson.Default.LetterShown, cancel).ConfigureAwait(false);
        if (json)
            JsonOutput.Print(letter, ReportJson.Default.LetterShown);
        else
            LetterTable.Print(letter);
        return ExitCodes.Done;
    }

    private static async Task<int> AnswerAsync(AdminPlace place, string reference, string file, CancellationToken cancel)
    {
        string text = Encoding.UTF8.GetString(await InputFile.ReadAsync(file, Limits, cancel).ConfigureAwait(false));
        using AdminClient server = place.Connect();
        LetterEntry letter = await server.PostAsync(
            "letters/answer", new LetterAnswerRequest(reference, text), ReportJson.Default.LetterAnswerRequest, ReportJson.Default.LetterEntry, cancel).ConfigureAwait(false);
        Console.Out.WriteLine(Speech.Say(Message.Of("admin.letter-answered", ("reference", letter.Reference))));
        return ExitCodes.Done;
    }

    private static async Task<int> ActAsync(AdminPlace place, string name, string reference, Func<LetterEntry, Message> done, CancellationToken cancel)
    {
        using AdminClient server = place.Connect();
        LetterEntry letter = await server.PostAsync(
            $"letters/{name}", new LetterRequest(reference), ReportJson.Default.LetterRequest, ReportJson.Default.LetterEntry, cancel).ConfigureAwait(false);
        Console.Out.WriteLine(Speech.Say(done(letter)));
        return ExitCodes.Done;
    }

    private static async Task<int> DeleteDeviceAsync(AdminPlace place, string reference, CancellationToken cancel)
    {
        using AdminClient server = place.Connect();
        LetterDeviceAnswer answer = await server.PostAsync(
            "letters/delete-device", new LetterRequest(reference), ReportJson.Default.LetterRequest, ReportJson.Default.LetterDeviceAnswer, cancel).ConfigureAwait(false);
        Console.Out.WriteLine(Speech.Say(Message.Of(
            answer.Erased.Count > 0 ? "admin.letter-device-deleted" : "admin.letter-device-unknown", ("reference", answer.Entry.Reference))));
        return ExitCodes.Done;
    }
}
